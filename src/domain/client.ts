import { type Aggregate, accept, type Book, type Decision, refuse } from "./aggregate.ts";
import { book } from "./book.ts";
import { checkVersion } from "./check-version.ts";
import type { ChangeClient, RegisterClient } from "./commands.ts";
import { type DecidedEvent, MAX_TEXT } from "./events.ts";
import { BOOK_STREAM, type ClientId, clientStream } from "./ids.ts";
import { type Rejection, reject } from "./rejection.ts";
import { comparableUsername, MAX_USERNAME, USERNAME_FORM, usernameStream } from "./username.ts";

/** What is known of a client beside the username. */
const DETAILS = ["name", "email", "phone"] as const;
type Detail = (typeof DETAILS)[number];

/** Texts with changes on top: null takes one away. */
export function applyChanges<Texts extends object>(
  texts: Texts,
  changes: { readonly [Field in Detail]?: string | null },
): Texts {
  const changed = Object.entries({ ...texts, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(changed) as Texts;
}

/** A client, as far as rules care. */
export type ClientState =
  | { readonly status: "absent" }
  | {
      readonly status: "registered";
      readonly username: string;
      readonly name?: string;
      readonly email?: string;
      readonly phone?: string;
    };

/** Folds a client's stream. */
export const client: Aggregate<ClientState> = {
  initialState: { status: "absent" },
  evolve: (state, event) => {
    switch (event.type) {
      case "ClientRegistered": {
        const { passwordHash: _, ...details } = event.data;
        return { status: "registered", ...details };
      }
      case "ClientChanged":
        return state.status === "absent" ? state : applyChanges(state, event.data);
      default:
        return state;
    }
  },
};

/** Who holds a username, if anybody. */
export type UsernameState = { readonly owner?: ClientId };

/** Folds the stream in which one username is reserved. */
export const username: Aggregate<UsernameState> = {
  initialState: {},
  evolve: (state, event) =>
    event.type === "UsernameReserved" ? { owner: event.data.clientId } : state,
};

/** Decides `RegisterClient`: the username must be free, whatever its case or Unicode form. */
export function registerClient(command: RegisterClient, state: Book): Decision {
  const invalid = checkDetails(command);
  if (invalid) return refuse(invalid);

  const stream = clientStream(command.clientId);
  if (state.stateOf(client, stream).status !== "absent") {
    return refuse(
      reject("id-taken", `A client with the id ${command.clientId} is already there.`, "clientId"),
    );
  }
  const { usernameKey } = state.stateOf(book, BOOK_STREAM);
  const reservation = usernameStream(usernameKey ?? command.freshKey, command.username);
  if (state.stateOf(username, reservation).owner) {
    const message = `The username “${command.username.trim()}” is taken. Choose another one.`;
    return refuse(reject("username-taken", message, "username"));
  }

  const { name, email, phone, passwordHash, clientId } = command;
  const registered: DecidedEvent = {
    stream,
    type: "ClientRegistered",
    data: {
      username: command.username.trim(),
      ...(name && { name }),
      ...(email && { email }),
      ...(phone && { phone }),
      ...(passwordHash && { passwordHash }),
    },
  };
  const reserved: DecidedEvent = {
    stream: reservation,
    type: "UsernameReserved",
    data: { clientId },
  };
  if (usernameKey) return accept(registered, reserved);
  const opened: DecidedEvent = {
    stream: BOOK_STREAM,
    type: "BookOpened",
    data: { usernameKey: command.freshKey, usernameForm: USERNAME_FORM },
  };
  return accept(opened, registered, reserved);
}

/** Decides `ChangeClient`: something must change, on the version that was seen. */
export function changeClient(command: ChangeClient, state: Book): Decision {
  const clientId = findClient(command.client, state);
  if (!clientId) {
    const message = `No client “${command.client}” is in this book.`;
    return refuse(reject("unknown-client", message, "client"));
  }
  const invalid = checkTexts(command);
  if (invalid) return refuse(invalid);
  const stream = clientStream(clientId);
  const conflict = checkVersion(stream, command.expectedVersion, state);
  if (conflict) return refuse(conflict);
  const before = state.stateOf(client, stream);
  const data = Object.fromEntries(
    DETAILS.flatMap((field) => {
      const text = command[field]?.trim();
      const known = before.status === "registered" ? (before[field] ?? "") : "";
      return text === undefined || text === known ? [] : [[field, text || null]];
    }),
  ) as { readonly [Field in Detail]?: string | null };
  if (Object.keys(data).length === 0) {
    return refuse(reject("nothing-changed", "Nothing was changed, so nothing was saved."));
  }
  return accept({ stream, type: "ClientChanged", data });
}

/** The client somebody means by an id or a username, if there is one. */
export function findClient(idOrUsername: string, state: Book): ClientId | undefined {
  const asId = idOrUsername as ClientId;
  if (state.stateOf(client, clientStream(asId)).status !== "absent") return asId;
  const { usernameKey } = state.stateOf(book, BOOK_STREAM);
  if (!usernameKey) return undefined;
  return state.stateOf(username, usernameStream(usernameKey, idOrUsername)).owner;
}

function checkDetails(command: RegisterClient): Rejection | undefined {
  if (comparableUsername(command.username) === "") {
    return reject("invalid-username", "A client needs a username.", "username");
  }
  if (command.username.trim().length > MAX_USERNAME) {
    const message = `A username has at most ${MAX_USERNAME} characters.`;
    return reject("invalid-username", message, "username");
  }
  return checkTexts(command);
}

function checkTexts(texts: { readonly [Field in Detail]?: string }): Rejection | undefined {
  const tooLong = DETAILS.find((field) => (texts[field]?.length ?? 0) > MAX_TEXT);
  return tooLong && reject("invalid-text", `At most ${MAX_TEXT} characters fit here.`, tooLong);
}
