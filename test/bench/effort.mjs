/**
 * How much a run does for its figures.
 *
 * @typedef {object} Effort
 * @property {number} repetitions
 * @property {number} writes commands a repetition
 * @property {number} lateWrites the same at the end of a long book
 * @property {number} messages from browser to browser a repetition
 * @property {number} catchUp commands of a shared log that newcomers read
 * @property {number} crowd people
 * @property {number} crowdPerSecond commands
 * @property {number} crowdSeconds
 * @property {number} seeks a repetition
 * @property {number} filteredSeeks a repetition
 * @property {number} drawings of the timeline's bars a repetition
 * @property {number} travelSeconds of dragging or playing a repetition
 * @property {number} idleSeconds of what stands beside that
 * @property {number} flatSeconds of dragging
 * @property {number} tableRows rows of a table that is imported
 * @property {number} keptMs after which an open page has kept what opens its book sooner
 * @property {number} restMs after which an open page is at rest
 * @property {number} waitMs after which a page will not show any more what is waited for
 * @property {number} patienceMs after which a part that gave no sign meanwhile is given up
 */

/** What the README's figures are made of. @type {Effort} */
const WHOLE = {
  repetitions: 3,
  writes: 300,
  lateWrites: 100,
  messages: 100,
  catchUp: 5_000,
  crowd: 100,
  crowdPerSecond: 25,
  crowdSeconds: 10,
  seeks: 2_000,
  filteredSeeks: 200,
  drawings: 60,
  travelSeconds: 10,
  idleSeconds: 2,
  flatSeconds: 30,
  tableRows: 542_000,
  keptMs: 8_000,
  restMs: 1_000,
  waitMs: 120_000,
  patienceMs: 360_000,
};

/** Minutes of dragging show whether memory stays flat. @type {Partial<Effort>} */
const LONG = { crowdSeconds: 60, flatSeconds: 300 };

/** Shows only that every part can still be measured. @type {Partial<Effort>} */
const QUICK = {
  repetitions: 1,
  writes: 20,
  lateWrites: 10,
  messages: 10,
  catchUp: 100,
  crowd: 10,
  crowdSeconds: 1,
  seeks: 100,
  filteredSeeks: 20,
  drawings: 10,
  travelSeconds: 1,
  idleSeconds: 0.5,
  flatSeconds: 1,
  tableRows: 2_000,
  keptMs: 500,
  restMs: 200,
  waitMs: 60_000,
  patienceMs: 90_000,
};

/** @param {{ long?: boolean, quick?: boolean }} options @returns {Effort} */
export function effortOf({ long = false, quick = false }) {
  return { ...WHOLE, ...(long && LONG), ...(quick && QUICK) };
}
