/**
 * @typedef {import("./app-page.mjs").Stock} Stock
 * @typedef {Stock["events"][number]} StoredEvent
 */

const ALONE = new Set(["OrderPlaced", "OrderShipped", "OrderCancelled"]);
const REGISTRATION = "ClientRegistered UsernameReserved";
const FIRST_REGISTRATION = `BookOpened ${REGISTRATION}`;

/**
 * What is wrong with a book that nobody need know anything about: its chain, its numbers, its journal.
 *
 * @param {Stock} stock
 * @returns {string[]}
 */
export function judgeBook({ verification, head, events, journal }) {
  const wrong = [];
  if (!verification.ok) wrong.push(`the chain breaks at ${verification.firstBad}`);
  if (head !== events.length) wrong.push(`${events.length} events, but the head says ${head}`);
  const versions = new Map();
  for (const [index, { position, stream, version }] of events.entries()) {
    if (position !== index + 1) wrong.push(`position ${position} stands at place ${index + 1}`);
    const due = (versions.get(stream) ?? 0) + 1;
    if (version !== due) wrong.push(`version ${version} of ${stream}, where ${due} was due`);
    versions.set(stream, version);
  }
  return [...wrong, ...compareJournal(journal, commandsIn(events))];
}

/**
 * Commands of which only a part stands in the log, or which stand there twice.
 *
 * @param {Stock} stock
 * @returns {string[]}
 */
export function tornCommands({ events }) {
  return [...commandsIn(events)].flatMap(([commandId, own]) => {
    const types = own.map(({ type }) => type).join(" ");
    const inOneRun = own.every(({ position }, index) => position === own[0].position + index);
    return inOneRun && isWhole(types, own[0].position) ? [] : [`${commandId}: ${types}`];
  });
}

/**
 * @param {readonly StoredEvent[]} events
 * @returns {Map<string, StoredEvent[]>}
 */
export function commandsIn(events) {
  const commands = new Map();
  for (const event of events) {
    const { commandId } = event.meta;
    commands.set(commandId, [...(commands.get(commandId) ?? []), event]);
  }
  return commands;
}

// The first registration opens the book, and no other does.
function isWhole(types, position) {
  if (position === 1) return types === FIRST_REGISTRATION;
  return types === REGISTRATION || ALONE.has(types);
}

function compareJournal(journal, commands) {
  const wrong = [];
  const accepted = journal.filter(({ outcome }) => outcome === "accepted");
  if (accepted.length !== commands.size) {
    wrong.push(`${commands.size} commands, but ${accepted.length} accepted ones in the journal`);
  }
  for (const { commandId, positions } of accepted) {
    const stand = commands.get(commandId)?.map(({ position }) => position);
    if (String(stand) !== String(positions)) {
      wrong.push(`the journal has ${commandId} at ${positions}, the log at ${stand}`);
    }
  }
  return wrong;
}
