import { openApp } from "./app-page.mjs";

const TABS = 2;
const WRITERS_A_TAB = 3;

/**
 * Several writers in several tabs, each sending its next command as soon as the last is answered. Registrations write
 * two or three streams at once, so that a torn command would show.
 *
 * @type {import("./scenarios.mjs").Scenario}
 */
export const commitsScenario = {
  name: "commits",
  span: () => [50, 2_000],
  async start({ context, page, address }) {
    const tabs = [page];
    while (tabs.length < TABS) tabs.push(await openApp(context, address));
    await Promise.all(tabs.map((tab, index) => tab.evaluate(startWriters, [index, WRITERS_A_TAB])));
  },
  judge: () => [],
};

// Runs inside the page. Nobody waits for the writers: only the kill stops them.
function startWriters([tab, writers]) {
  const { dispatch } = window.hindsight;
  const carryOut = async (command) => {
    window.report({ kind: "asked", command });
    const answer = await dispatch(command);
    if (!answer.accepted) throw new Error(`${command.commandId}: ${answer.rejection.code}`);
    const { commandId } = command;
    window.report({ kind: "answered", commandId, positions: answer.positions });
  };
  const write = async (writer) => {
    for (let turn = 0; ; turn += 1) {
      const commandId = `${writer}-${turn}`;
      const client = `${writer} of ${turn - (turn % 4)}`;
      const lines = [{ productCode: "TEA-1", quantity: 1 + turn, unitPrice: 450 }];
      await carryOut(
        turn % 4 === 0
          ? { type: "RegisterClient", commandId, username: client, name: "Ada Lovelace" }
          : { type: "PlaceOrder", commandId, client, lines },
      );
    }
  };
  for (let index = 0; index < writers; index += 1) {
    write(`writer-${tab}-${index}`).catch((error) =>
      window.report({ kind: "failed", reason: String(error) }),
    );
  }
}
