import { expect, test, vi } from "vitest";
import { createLaterBus } from "../../src/application/session/lazy-command-bus.ts";
import { StorageError } from "../../src/eventlog/errors.ts";
import { openSession } from "./open-session.ts";

test("a bus whose code cannot be fetched says what to do, and the next command tries again", async () => {
  // given a network that is gone once
  const { bus } = await openSession();
  const load = vi.fn(async () => bus);
  load.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  const later = createLaterBus(load, () => ({ kind: "live" }));

  // when a command is sent, then it is told
  const command = { type: "RegisterClient", username: "ada" };
  const error = await later.dispatch(command).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StorageError);
  expect(error).toMatchObject({ advice: expect.stringContaining("Reload the page") });

  // and when it is sent again, it is taken
  expect(await later.dispatch(command)).toMatchObject({ accepted: true });
  expect(load).toHaveBeenCalledTimes(2);
});
