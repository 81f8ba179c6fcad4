import { jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { expect, test } from "@playwright/test";
import { createNatsStream } from "../../src/eventlog/nats/create-stream.ts";
import { type NatsCluster, startNatsCluster } from "../nats/nats-cluster.ts";
import { expectOneLog, SharedPage } from "./shared-page.ts";

/** Leaders that are killed; more in a run of its own. */
const KILLS = Number(process.env["HINDSIGHT_KILLS"] ?? 1);
/** Milliseconds. Generous: a slow machine is no failure. */
const PATIENT = 120_000;
const NAME = "book-of-four";

test.use({ serviceWorkers: "allow" });

let cluster: NatsCluster;
let owner: NatsConnection;
test.beforeAll(async () => {
  cluster = await startNatsCluster();
  const servers = [...cluster.addresses];
  owner = await connect({ servers, maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  // Nodes need a moment to elect a leader.
  await expect(async () => {
    await createNatsStream(owner, { name: NAME, subject: `${NAME}.log`, replicas: 3 });
  }).toPass({ timeout: PATIENT });
});
test.afterAll(async () => {
  await owner.close();
  await cluster.stop();
});

test("four browsers write to three nodes while leaders are killed: nothing lost, nothing twice, one fingerprint", async ({
  browser,
}, testInfo) => {
  test.setTimeout((KILLS + 2) * 3 * PATIENT);
  const server = cluster.webAddresses.join(", ");
  const place = { server, name: NAME, user: "", password: "" };
  const people: SharedPage[] = [];
  while (people.length < 4) people.push(await SharedPage.inNewBrowser(browser));
  for (const [number, person] of people.entries()) {
    if (number === 0) await person.share(place);
    else await person.join(place);
  }

  // Given four writers who go on and on
  const written = people.map((person, number) => person.page.evaluate(write, `w${number}`));
  const manager = await jetstreamManager(owner, { checkAPI: false });
  const messages = async () => (await manager.streams.info(NAME)).state.messages;
  const seconds: number[] = [];
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = await messages();
    await expect.poll(messages, { timeout: PATIENT }).toBeGreaterThan(before + 20);
    // One node at a time: whoever was killed before has caught up.
    await expect
      .poll(async () => current(await manager.streams.info(NAME)), { timeout: PATIENT })
      .toBe(2);

    // When the leader is killed
    const leader = (await manager.streams.info(NAME)).cluster?.leader as string;
    const killedAt = performance.now();
    await cluster.node(leader).kill();
    const atKill = await Promise.all(people.map((person) => person.page.evaluate(acknowledged)));
    await expect(async () => {
      const now = await Promise.all(people.map((person) => person.page.evaluate(acknowledged)));
      for (const [number, count] of now.entries())
        expect(count).toBeGreaterThan(atKill[number] ?? 0);
    }).toPass({ timeout: PATIENT });
    seconds.push((performance.now() - killedAt) / 1_000);
    await cluster.node(leader).restart();
  }
  for (const person of people) await person.page.evaluate(stop);

  // Then everything that was acknowledged stands there once, the same for all
  const ids = (await Promise.all(written)).flat();
  await expectOneLog(people);
  const events = await (people[0] as SharedPage).page.evaluate(async () =>
    (await window.hindsight.readAll()).map(({ position, meta }) => ({
      position,
      id: meta.commandId,
    })),
  );
  expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
  const commands = events.map(({ id }) => id).filter((id, index, all) => id !== all[index - 1]);
  expect(new Set(commands).size).toBe(commands.length);
  expect(commands.toSorted()).toEqual(ids.toSorted());
  const figure = `${ids.length} commands of four browsers, ${KILLS} leaders killed; seconds until all went on: ${seconds.map((s) => s.toFixed(1)).join(", ")}`;
  testInfo.annotations.push({ type: "figure", description: figure });
  console.log(figure);
});

function current({ cluster: nodes }: { cluster?: { replicas?: { current: boolean }[] } }): number {
  return nodes?.replicas?.filter((replica) => replica.current).length ?? 0;
}

// These run inside a page, so each of them stands alone.

/** Writes on and on, each command once the one before is answered; resolves to the ids of all that were given. */
async function write(name: string): Promise<string[]> {
  const state = { acknowledged: 0, isStopped: false };
  Object.assign(window, { writing: state });
  const ids: string[] = [];
  const dispatchUntilAnswered = async (command: object): Promise<void> => {
    for (;;) {
      const answer = await window.hindsight.dispatch(command);
      if (!answer.accepted)
        throw new Error(`${answer.rejection.code}: ${answer.rejection.message}`);
      if (!answer.pending) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  while (!state.isStopped) {
    const commandId = `${name}-${ids.length}`;
    ids.push(commandId);
    await dispatchUntilAnswered({ type: "RegisterClient", username: commandId, commandId });
    state.acknowledged += 1;
  }
  return ids;
}

function acknowledged(): number {
  return Reflect.get(window, "writing").acknowledged;
}

function stop(): void {
  Reflect.get(window, "writing").isStopped = true;
}
