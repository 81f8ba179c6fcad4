/**
 * @typedef {import("./round.mjs").RoundResult} RoundResult
 */

/**
 * Everything that a round found wrong.
 *
 * @param {RoundResult} result
 * @returns {string[]}
 */
export function violationsOf({ lost, torn, other }) {
  return [...lost.map((what) => `lost: ${what}`), ...torn.map((what) => `torn: ${what}`), ...other];
}

/**
 * One line on one round.
 *
 * @param {RoundResult} result
 */
export function tellRound({ acknowledged, found, lost, torn, outcome }) {
  const figures = [
    `${acknowledged} acknowledged`,
    `${found} found`,
    `${lost.length} lost`,
    `${torn.length} torn`,
    ...(outcome ? [outcome] : []),
  ];
  return figures.join(", ");
}

/**
 * The figures of all rounds, a row for each scenario.
 *
 * @param {readonly { scenario: string, result: RoundResult }[]} rounds
 */
export function tellFigures(rounds) {
  const rows = {};
  for (const scenario of new Set(rounds.map((round) => round.scenario))) {
    const results = rounds.flatMap((round) => (round.scenario === scenario ? round.result : []));
    const sum = (count) => results.reduce((total, result) => total + count(result), 0);
    rows[scenario] = {
      rounds: results.length,
      acknowledged: sum(({ acknowledged }) => acknowledged),
      found: sum(({ found }) => found),
      lost: sum(({ lost }) => lost.length),
      torn: sum(({ torn }) => torn.length),
      whole: sum(({ outcome }) => Number(outcome === "whole")),
      absent: sum(({ outcome }) => Number(outcome === "absent")),
      verified: sum(({ verified }) => Number(verified)),
      violations: sum((result) => violationsOf(result).length),
    };
  }
  console.table(rows);
}
