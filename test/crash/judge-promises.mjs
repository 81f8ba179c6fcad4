import { commandsIn } from "./judge-book.mjs";

/**
 * @typedef {import("./app-page.mjs").Answer} Answer
 * @typedef {import("./app-page.mjs").Stock} Stock
 * @typedef {import("./witness.mjs").Acknowledgement} Acknowledgement
 * @typedef {import("./witness.mjs").Command} Command
 */

/**
 * Acknowledged commands that are not where the acknowledgement said.
 *
 * @param {Stock} stock
 * @param {readonly Acknowledgement[]} acknowledged
 * @returns {string[]}
 */
export function lostCommands({ events }, acknowledged) {
  const commands = commandsIn(events);
  return acknowledged.flatMap(({ commandId, positions }) => {
    const stand = commands.get(commandId)?.map(({ position }) => position);
    return String(stand) === String(positions)
      ? []
      : [`${commandId} was acknowledged at ${positions}, but stands at ${stand ?? "no position"}`];
  });
}

/**
 * What is wrong with the answers to commands that were asked again: each must be accepted, and one that stood in
 * the log before must get its first answer.
 *
 * @param {Stock} before the book before it was asked again
 * @param {readonly Command[]} commands
 * @param {readonly Answer[]} answers
 * @returns {string[]}
 */
export function judgeAnswers(before, commands, answers) {
  const stood = commandsIn(before.events);
  return commands.flatMap(({ commandId }, index) => {
    const { accepted, positions, rejection } = answers[index];
    if (!accepted) return [`asked again, ${commandId} is refused: ${rejection?.code}`];
    const first = stood.get(commandId)?.map(({ position }) => position);
    return first && String(first) !== String(positions)
      ? [`asked again, ${commandId} is answered ${positions} instead of ${first}`]
      : [];
  });
}
