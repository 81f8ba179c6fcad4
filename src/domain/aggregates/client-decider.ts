import { accept, type Book, type Decision, refuse } from "../aggregate.ts";
import type { ChangeClient, RegisterClient } from "../commands.ts";
import { type DecidedEvent, MAX_TEXT } from "../events.ts";
import { BOOK_STREAM, type ClientId, clientStream } from "../ids.ts";
import { isRejection, type Rejection, reject } from "../rejection.ts";
import { checkAddress, tidyAddress } from "../values/postal-address.ts";
import { checkVisible, hiddenIn, withoutHidden } from "../values/visible-name.ts";
import { book } from "./book.ts";
import { client, DETAILS, type Detail, type Details, username } from "./client.ts";
import { checkVersion } from "./expected-version.ts";
import { comparableUsername, MAX_USERNAME, USERNAME_FORM } from "./username.ts";
import { usernameStream } from "./username-stream.ts";

/**
 * Decides `RegisterClient`: the username must be free, whatever its case or Unicode form, and neither username nor id
 * may be what another client is called by, so that a client can be meant by either.
 */
export function registerClient(command: RegisterClient, state: Book): Decision {
  const invalid = checkDetails(command);
  if (invalid) return refuse(invalid);

  const stream = clientStream(command.clientId);
  const { usernameKey } = state.stateOf(book, BOOK_STREAM);
  if (meantBy(command.clientId, state).length > 0) {
    const message = `A client goes by the id or the username ${command.clientId} already. Choose another id.`;
    return refuse(reject("id-taken", message, "clientId"));
  }
  const reservation = usernameStream(usernameKey ?? command.freshKey, command.username);
  // Nor may it be the id of another client but for upper and lower case.
  const names = [command.username.trim(), comparableUsername(command.username)];
  if (names.some((name) => meantBy(name, state).length > 0)) {
    const message = `The username “${command.username.trim()}” is taken. Choose another one.`;
    return refuse(reject("username-taken", message, "username"));
  }

  const { clientId } = command;
  const { name, email, phone, address } = tidied(command);
  const registered: DecidedEvent = {
    stream,
    type: "ClientRegistered",
    data: {
      username: command.username.trim(),
      ...(name && { name }),
      ...(email && { email }),
      ...(phone && { phone }),
    },
  };
  const reserved: DecidedEvent = {
    stream: reservation,
    type: "UsernameReserved",
    data: { clientId },
  };
  // Earlier releases read this registration as well, and keep what they do not know of the change.
  const located: readonly DecidedEvent[] = address
    ? [{ stream, type: "ClientChanged", data: { address } }]
    : [];
  if (usernameKey) return accept(registered, reserved, ...located);
  const opened: DecidedEvent = {
    stream: BOOK_STREAM,
    type: "BookOpened",
    data: { usernameKey: command.freshKey, usernameForm: USERNAME_FORM },
  };
  return accept(opened, registered, reserved, ...located);
}

/** Decides `ChangeClient`: something must change, on the version that was seen. */
export function changeClient(command: ChangeClient, state: Book): Decision {
  const clientId = findClient(command.client, state);
  if (isRejection(clientId)) return refuse(clientId);
  const invalid = checkTexts(command);
  if (invalid) return refuse(invalid);
  const stream = clientStream(clientId);
  const conflict = checkVersion(stream, command.expectedVersion, state);
  if (conflict) return refuse(conflict);
  const before = state.stateOf(client, stream);
  const data = Object.fromEntries(
    DETAILS.flatMap((field) => {
      const text = tidied(command)[field];
      const known = before.status === "registered" ? (before[field] ?? "") : "";
      return text === undefined || text === known ? [] : [[field, text || null]];
    }),
  ) as { readonly [Field in Detail]?: string | null };
  if (Object.keys(data).length === 0) {
    return refuse(reject("nothing-changed", "Nothing was changed, so nothing was saved."));
  }
  return accept({ stream, type: "ClientChanged", data });
}

/**
 * The client meant by a username or an id, or why none can be told. Where it is exactly the id of
 * one, and the username of another one in another case, the first is meant.
 */
export function findClient(usernameOrId: string, state: Book): ClientId | Rejection {
  const [meant, another] = meantBy(usernameOrId, state);
  if (!meant) {
    return reject("unknown-client", sayUnknown(usernameOrId), "client");
  }
  if (!another) return meant;
  const owner = state.stateOf(client, clientStream(meant));
  if (owner.status !== "registered" || owner.username !== usernameOrId.trim()) return another;
  const message = `“${usernameOrId}” is the username of one client and the id of another. Name the client by the other of the two.`;
  return reject("ambiguous-client", message, "client");
}

/** Letters of a name that a refusal quotes. */
const MOST_QUOTED = 100;

function sayUnknown(usernameOrId: string): string {
  const quoted =
    usernameOrId.length > MOST_QUOTED ? `${usernameOrId.slice(0, MOST_QUOTED)}…` : usernameOrId;
  const hidden = hiddenIn(usernameOrId.slice(0, MOST_QUOTED).trim());
  return hidden?.startsWith("U+")
    ? `“${quoted}” has an invisible character, ${hidden}, and no client goes by that. Type the name by hand, or pick one from the list.`
    : `No client “${quoted}” is in this book. Add the client first, or pick one from the list.`;
}

// First the one with the username, then another one with the id.
function meantBy(usernameOrId: string, state: Book): readonly ClientId[] {
  const { usernameKey } = state.stateOf(book, BOOK_STREAM);
  const owner =
    usernameKey && state.stateOf(username, usernameStream(usernameKey, usernameOrId)).owner;
  const asId = usernameOrId as ClientId;
  const isId = asId !== owner && state.stateOf(client, clientStream(asId)).status !== "absent";
  return [...(owner ? [owner] : []), ...(isId ? [asId] : [])];
}

function checkDetails(command: RegisterClient): Rejection | undefined {
  if (comparableUsername(command.username) === "") {
    return reject("invalid-username", "A client needs a username.", "username");
  }
  if (command.username.trim().length > MAX_USERNAME) {
    const message = `A username has at most ${MAX_USERNAME} characters.`;
    return reject("invalid-username", message, "username");
  }
  const hidden = checkVisible(
    command.username.trim(),
    "A username",
    "invalid-username",
    "username",
  );
  return (
    hidden ??
    checkVisible(command.clientId, "A client’s id", "invalid-text", "clientId") ??
    checkTexts(command)
  );
}

/**
 * Details as they are kept: without blanks around them, a telephone number without what address
 * books hide around it.
 */
function tidied({ name, email, phone, address }: Details): Details {
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(email !== undefined && { email: email.trim() }),
    ...(phone !== undefined && { phone: withoutHidden(phone).trim() }),
    ...(address !== undefined && { address: tidyAddress(address) }),
  };
}

function checkTexts(texts: Details): Rejection | undefined {
  const tooLong = DETAILS.find((field) => (texts[field]?.length ?? 0) > MAX_TEXT);
  if (tooLong) return reject("invalid-text", `At most ${MAX_TEXT} characters fit here.`, tooLong);
  const { name, email, address = "" } = tidied(texts);
  return (
    (name && checkVisible(name, "A name", "invalid-text", "name")) ||
    (email && checkVisible(email, "An e-mail address", "invalid-text", "email")) ||
    checkAddress(address)
  );
}
