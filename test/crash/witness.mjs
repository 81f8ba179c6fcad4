/**
 * What the page says before it dies. `asked` comes before a dispatch, `answered` after it has resolved with
 * acceptance; `shown` tells a command that the screen's views already had; `done` says that a piece of work as a
 * whole was acknowledged; `failed` is an answer that no scenario expects.
 *
 * @typedef {{ commandId: string, type: string } & Record<string, unknown>} Command
 * @typedef {{ commandId: string, positions: readonly number[] }} Acknowledgement
 * @typedef {{ kind: "asked", command: Command }
 *   | { kind: "answered" | "shown" } & Acknowledgement
 *   | { kind: "done" }
 *   | { kind: "failed", reason: string }} Report
 *
 * @typedef {object} Witness
 * @property {(report: Report) => void} hear
 * @property {() => Acknowledgement[]} acknowledged every command that somebody could rely on
 * @property {() => Command[]} askedWithAnswer
 * @property {() => Command[]} askedWithoutAnswer
 * @property {() => boolean} isDone
 * @property {() => string[]} failures
 */

/**
 * Remembers outside of the browser what the page reports. What has not arrived here counts as never acknowledged.
 *
 * @returns {Witness}
 */
export function createWitness() {
  /** @type {Map<string, Command>} */
  const asked = new Map();
  /** @type {Map<string, Acknowledgement>} */
  const acknowledged = new Map();
  const failures = [];
  let done = false;
  const askedWhere = (answered) =>
    [...asked.values()].filter(({ commandId }) => acknowledged.has(commandId) === answered);
  return {
    hear(report) {
      switch (report.kind) {
        case "asked":
          asked.set(report.command.commandId, report.command);
          break;
        case "answered":
        case "shown":
          acknowledged.set(report.commandId, report);
          break;
        case "done":
          done = true;
          break;
        case "failed":
          failures.push(report.reason);
      }
    },
    acknowledged: () => [...acknowledged.values()],
    askedWithAnswer: () => askedWhere(true),
    askedWithoutAnswer: () => askedWhere(false),
    isDone: () => done,
    failures: () => failures,
  };
}
