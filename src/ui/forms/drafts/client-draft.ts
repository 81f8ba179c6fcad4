import type { Draft } from "../../../application/store/book-store.ts";
import { comparableUsername, MAX_USERNAME } from "../../../domain/aggregates/username.ts";
import type { ClientRow } from "../../../read-model/projections/clients.ts";
import { texts } from "../../i18n/texts.ts";
import type { Problems } from "../use-command-form.ts";
import { beginEdit, editedVersion } from "./edit-draft.ts";

/** Name of the draft of a new client. */
export const NEW_CLIENT = "add-client";

/** The fields of a client that can be changed later, and how each is typed. */
export const CLIENT_FIELDS = [
  { name: "name", label: texts.labels.name },
  { name: "email", label: texts.labels.email, type: "email" },
  { name: "phone", label: texts.labels.phone, type: "tel" },
  { name: "address", label: texts.labels.address, multiline: true },
] as const;

type Details = {
  readonly [Field in (typeof CLIENT_FIELDS)[number]["name"]]?: string | undefined;
};

/** A client's details as a person would have typed them. */
export function draftOfClient(client: Details = {}): Draft {
  return Object.fromEntries(CLIENT_FIELDS.map(({ name }) => [name, client[name] ?? ""]));
}

/** A draft that begins to change a client as it stands. */
export function beginClientEdit(client: ClientRow): Draft {
  return beginEdit(draftOfClient(client), client.version);
}

/** What is wrong with a new client as it stands. */
export function newClientProblems(draft: Draft): Problems {
  const { username = "" } = draft;
  return {
    username:
      comparableUsername(username) === ""
        ? texts.clients.needsUsername
        : username.trim().length > MAX_USERNAME
          ? texts.clients.tooLong(MAX_USERNAME)
          : undefined,
    ...clientProblems(draft),
  };
}

/** What is wrong with a client's details as they stand. */
export function clientProblems({ email = "" }: Draft): Problems {
  return { email: email === "" || isAddress(email.trim()) ? undefined : texts.clients.badEmail };
}

// An `@` inside a text without blanks.
function isAddress(email: string): boolean {
  return !/\s/.test(email) && email.slice(1, -1).includes("@");
}

/** The command that registers a client. */
export function registerCommand(draft: Draft, { password }: Draft): unknown {
  const details = CLIENT_FIELDS.flatMap(({ name }) => {
    const text = draft[name]?.trim();
    return text ? [[name, text]] : [];
  });
  return {
    type: "RegisterClient",
    username: draft["username"] ?? "",
    ...(password && { password }),
    ...Object.fromEntries(details),
  };
}

/** The command that changes what differs from the client as it was seen. */
export function changeCommand(client: ClientRow["id"], draft: Draft, seen: Draft): unknown {
  // What the form does not hold was not changed by anybody.
  const fields = Object.fromEntries(
    CLIENT_FIELDS.flatMap(({ name }) => {
      const text = draft[name];
      return text === undefined || text.trim() === seen[name] ? [] : [[name, text]];
    }),
  );
  return { type: "ChangeClient", client, ...fields, expectedVersion: editedVersion(draft) };
}
