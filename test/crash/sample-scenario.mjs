/**
 * The sample, loaded with the button. Acknowledged is what the screen's views have shown: each such command is read
 * back by its position and reported.
 *
 * @type {import("./scenarios.mjs").Scenario}
 */
export const sampleScenario = {
  name: "sample",
  span: () => [100, 3_000],
  async start({ page }) {
    await page.evaluate(reportWhatIsShown);
    await page.getByRole("button", { name: "Load sample" }).click();
  },
  judge({ journal }) {
    const strangers = journal.filter(({ commandId }) => !commandId.startsWith("northwind-"));
    return strangers.map(({ commandId }) => `${commandId} is no command of the sample`);
  },
};

// Runs inside the page, until it dies.
async function reportWhatIsShown() {
  const { head, readAll } = window.hindsight;
  let reported = head();
  const reportNew = async () => {
    const shown = head();
    if (shown === reported) return;
    // The last command shown is whole: the views get its events in one go.
    const events = await readAll({ from: reported + 1, to: shown });
    reported = shown;
    for (const [commandId, own] of Map.groupBy(events, ({ meta }) => meta.commandId)) {
      const positions = own.map(({ position }) => position);
      window.report({ kind: "shown", commandId, positions });
    }
  };
  const fail = (error) => window.report({ kind: "failed", reason: String(error) });
  const again = () => reportNew().then(() => setTimeout(again, 20), fail);
  again();
}
