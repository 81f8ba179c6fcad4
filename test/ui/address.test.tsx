import { screen as page } from "@testing-library/react";
import { expect, test } from "vitest";
import { goToAddress, readAddress } from "../../src/ui/address.ts";
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
  expect(page.getByText(sentence)).toBeInTheDocument();
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
