/**
 * A view of the book saves a checkpoint after every few events while the log grows. A checkpoint may be lost, but what
 * a view resumes from it must be what a fold of the whole log comes to.
 *
 * @type {import("./scenarios.mjs").Scenario}
 */
export const checkpointsScenario = {
  name: "checkpoints",
  span: () => [100, 2_000],
  async start({ page }) {
    await page.evaluate(startGrowing);
  },
  judge: () => [],
  inspect: (page) => page.evaluate(compareWithLog),
};

// Runs inside the page. The state is made large, so that saving it takes its time.
async function startGrowing() {
  const { dispatch, materialize } = window.hindsight;
  const carryOut = async (command) => {
    window.report({ kind: "asked", command });
    const { positions } = await dispatch(command);
    window.report({ kind: "answered", commandId: command.commandId, positions });
  };
  const fail = (error) => window.report({ kind: "failed", reason: String(error) });
  await carryOut({ type: "RegisterClient", commandId: "client", username: "ada" });
  const projection = {
    name: "crash",
    version: 1,
    initialState: {},
    evolve: (state, { id, position }) => ({ ...state, [id]: `${position}`.padEnd(500, "·") }),
  };
  await materialize({ streamPrefix: "order-" }, projection, { every: 2 });
  const grow = async () => {
    for (let turn = 0; ; turn += 1) {
      const lines = [{ productCode: "TEA-1", quantity: 1, unitPrice: turn }];
      await carryOut({ type: "PlaceOrder", commandId: `order-${turn}`, client: "ada", lines });
    }
  };
  grow().catch(fail);
}

// Runs inside the page, after the kill.
async function compareWithLog() {
  let folded = 0;
  const projection = {
    name: "crash",
    version: 1,
    initialState: {},
    evolve: (state, { id, position }) => {
      folded += 1;
      return { ...state, [id]: `${position}`.padEnd(500, "·") };
    },
  };
  const { materialize, readAll } = window.hindsight;
  const view = await materialize({ streamPrefix: "order-" }, projection);
  view.stop();
  const orders = (await readAll()).filter(({ stream }) => stream.startsWith("order-"));
  const whole = Object.fromEntries(
    orders.map(({ id, position }) => [id, `${position}`.padEnd(500, "·")]),
  );
  return JSON.stringify(view.state()) === JSON.stringify(whole)
    ? []
    : [`a view resumed after ${orders.length - folded} of ${orders.length} events is wrong`];
}
