import { type Aggregate, accept, type Book, type Decision, refuse } from "./aggregate.ts";
import { book } from "./book.ts";
import type { RegisterClient } from "./commands.ts";
import { type DecidedEvent, MAX_TEXT } from "./events.ts";
import { BOOK_STREAM, type ClientId, clientStream } from "./ids.ts";
import { type Rejection, reject } from "./rejection.ts";
import { comparableUsername, MAX_USERNAME, USERNAME_FORM, usernameStream } from "./username.ts";

/** A client, as far as rules care. */
export type ClientState =
  | { readonly status: "absent" }
  | { readonly status: "registered"; readonly username: string };

/** Folds a client's stream. */
export const client: Aggregate<ClientState> = {
  initialState: { status: "absent" },
  evolve: (state, event) =>
    event.type === "ClientRegistered"
      ? { status: "registered", username: event.data.username }
      : state,
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
  for (const field of ["name", "email", "phone"] as const) {
    if ((command[field]?.length ?? 0) > MAX_TEXT) {
      return reject("invalid-text", `At most ${MAX_TEXT} characters fit here.`, field);
    }
  }
  return undefined;
}
