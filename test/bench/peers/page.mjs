// Runs in Chromium, with one peer in it: the runner puts that in the place of `#peer`.
import { peer } from "#peer";
import { foldOrders, makeEvents, randomFrom } from "./records.mjs";

const SCREEN = 50;
/** How many questions, and how many are timed together: what is remembered answers faster than the clock ticks. */
const REMEMBERED = { questions: 20, together: 10 };
const READ = { questions: 4, together: 1 };
const WHOLE = { questions: 5, together: 1 };

/** @type {Promise<{ ms: number, count: number }> | undefined} */
let coldRead;
const asked = new URLSearchParams(location.search).get("read");
// Straight from the load, as an app would: the time runs since the page was asked for.
if (asked) coldRead = readCold(asked);

/** @param {string} name */
async function readCold(name) {
  await peer.open(name);
  const count = await peer.readAll();
  const ms = performance.now();
  await peer.close();
  return { ms, count };
}

const works = {
  notes: () => peer.notes,
  can: (part) => typeof peer[part] === "function",
  coldRead: () => coldRead,

  /** Median of so many writes, one after another. */
  async singles(name, count, first) {
    await peer.open(name);
    const times = [];
    for (const event of makeEvents(count, first)) {
      const start = performance.now();
      await peer.writeOne(event);
      times.push(performance.now() - start);
    }
    await peer.close();
    return median(times);
  },

  async bulk(name, count) {
    const events = prepare(makeEvents(count));
    await peer.open(name);
    const start = performance.now();
    await peer.writeBulk(events);
    const ms = performance.now() - start;
    await peer.close();
    return ms;
  },

  /** Median of questions at random positions. For every row (`whole`), or for as many as a screen shows. */
  async travel(name, count) {
    if (peer.remember) {
      const travel = await peer.remember(makeEvents(count));
      const screen = await ask(count, REMEMBERED, (at, random) => {
        const from = Math.floor(random() * at * 0.7);
        return travel.screen(at, from, from + SCREEN);
      });
      const { whole } = travel;
      return {
        build: travel.build,
        screen,
        ...(whole && { whole: await ask(count, WHOLE, whole) }),
      };
    }
    await peer.open(name);
    const screen = await ask(count, READ, async (at) => {
      const events = await peer.readUpTo(at);
      if (events.length !== at) throw new Error(`${events.length} records up to ${at}`);
      return foldOrders(events);
    });
    await peer.close();
    return { screen, whole: screen };
  },
};

/** @param {import("./records.mjs").Event[]} events */
function prepare(events) {
  return peer.prepare ? peer.prepare(events) : events;
}

async function ask(count, { questions, together }, answer) {
  const random = randomFrom(count);
  const times = [];
  for (let question = 0; question < questions; question += 1) {
    const positions = Array.from({ length: together }, () => 1 + Math.floor(random() * count));
    const start = performance.now();
    for (const at of positions) {
      const answered = answer(at, random);
      if (answered instanceof Promise) await answered;
    }
    times.push((performance.now() - start) / together);
  }
  return median(times);
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

Object.assign(window, { works });
