import { Blob as NodeBlob } from "node:buffer";
import { readFileSync } from "node:fs";
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { holdsPasswordHashes } from "../../src/application/diagnostics/password-hashes.ts";
import { importLog } from "../../src/application/files/import-log.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { createOutside } from "../application/open-session.ts";
import { openApp } from "./open-app.tsx";

const NOTE = /hash of their password/;

/** A log of the first release, in which a client stands with a hash. */
const oldLog = async (session: BookSession): Promise<void> => {
  // The one of jsdom cannot be read as a stream.
  const file = new NodeBlob([readFileSync("test/fixtures/log-v1.ndjson")]);
  await importLog(session, file as unknown as Blob, createOutside());
};
const newLog = async ({ bus }: BookSession): Promise<void> => {
  await bus.dispatch({ type: "RegisterClient", username: "ada", password: "secret" });
};

describe.each(["/transfer", "/sharing"])("on its way out at %s", (path) => {
  it("a log says that it holds hashes of passwords", async () => {
    await openApp(path, oldLog);
    expect(await screen.findByText(NOTE)).toBeTruthy();
  });

  it("a log without any says nothing", async () => {
    const { session } = await openApp(path, newLog);
    expect(await holdsPasswordHashes(session.log)).toBe(false);
    expect(screen.queryByText(NOTE)).toBeNull();
  });
});

it("says at the form that a client’s password is kept nowhere", async () => {
  await openApp("/clients");
  expect(screen.getByLabelText("Password").getAttribute("aria-describedby")).toBeTruthy();
  expect(screen.getByText(/^Kept nowhere/)).toBeTruthy();
});
