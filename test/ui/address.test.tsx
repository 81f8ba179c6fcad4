import { screen as page } from "@testing-library/react";
import { expect, test } from "vitest";
import { navigate } from "wouter/use-hash-location";
import type { Position } from "../../src/eventlog/envelope.ts";
import { goToAddress, keepAddress, readAddress } from "../../src/ui/context/url-sync.ts";
import { eventually } from "../eventually.ts";
import { openApp } from "./open-app.tsx";

test.each([
  ["?at=99", /asks for event 99, but this book ends with event 3\. You see the newest/],
  ["?at=yesterday", /“yesterday” in the address is no moment/],
  ["?at=-1", /“-1” in the address is no moment/],
])("the address %s says why the newest is on the screen", async (search, sentence) => {
  // given a book of three events
  const { session, user, act } = await openApp("/", ({ bus }) =>
    bus.dispatch({ type: "RegisterClient", username: "ada" }),
  );
  // when its address asks for a moment that it does not have
  act(() => goToAddress(session, readAddress(search)));

  // then it is live, says so, and the sentence can be put away
  expect(session.store.getState().cursor).toBe("live");
  expect(await page.findByText(sentence)).toBeInTheDocument();
  expect(location.search).not.toContain("at=");
  await user.click(page.getByRole("button", { name: "Close" }));
  expect(page.queryByText(sentence)).toBeNull();
});

test("the address of a moment shows it, and no sentence", async () => {
  const { session, act } = await openApp("/", ({ bus }) =>
    bus.dispatch({ type: "RegisterClient", username: "ada" }),
  );
  act(() => goToAddress(session, readAddress("?at=1")));
  expect(session.store.getState()).toMatchObject({ cursor: 1, stray: undefined });
});

test("Back undoes the opening of a record as of another moment in one step, however late it comes", async () => {
  // given somebody on the screen of clients
  const { session, act } = await openApp("/clients", ({ bus }) =>
    bus.dispatch({ type: "RegisterClient", username: "ada" }),
  );
  keepAddress(session);
  const steps = history.length;

  // when another screen is opened as of another moment, and the cursor has come to rest there
  act(() => {
    session.time.goTo(1 as Position);
    navigate("/orders");
  });
  await eventually(() => expect(location.search).toContain("at=1"));
  await act(() => new Promise((rest) => setTimeout(rest, 700)));

  // then that was one step
  expect(history.length).toBe(steps + 1);
  expect(location.hash).toBe("#/orders");
  history.back();
  await eventually(() => expect(location.hash).toBe("#/clients"));
  expect(session.store.getState().cursor).toBe("live");
});

test("a page that is reloaded soon after a jump shows the moment of the jump", async () => {
  // given a book whose past is on the screen, and in its address
  const { session, act } = await openApp("/clients", ({ bus }) =>
    bus.dispatch({ type: "RegisterClient", username: "ada" }),
  );
  keepAddress(session);
  act(() => session.time.goTo(1 as Position));
  await eventually(() => expect(location.search).toContain("at=1"));
  await act(() => new Promise((rest) => setTimeout(rest, 700)));

  // when it is live again
  act(() => session.time.goTo("live"));
  await act(() => new Promise((next) => setTimeout(next)));

  // then the address says so before anything else can happen
  expect(readAddress(location.search).at).toBeUndefined();
});
