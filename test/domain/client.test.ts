import { describe, expect, it } from "vitest";
import { client, username } from "../../src/domain/aggregates/client.ts";
import {
  changeClient,
  findClient,
  registerClient,
} from "../../src/domain/aggregates/client-decider.ts";
import { MAX_USERNAME, USERNAME_FORM } from "../../src/domain/aggregates/username.ts";
import { usernameStream } from "../../src/domain/aggregates/username-stream.ts";
import type { RegisterClient } from "../../src/domain/commands.ts";
import { MAX_ADDRESS, MAX_TEXT } from "../../src/domain/events.ts";
import { BOOK_STREAM, type ClientId, clientStream } from "../../src/domain/ids.ts";
import { isRejection } from "../../src/domain/rejection.ts";
import { ADA, BOB, FRESH_KEY, KEY, opened, placed, registered } from "./cast.ts";
import { bookOf, given } from "./spec.ts";

const register = (details: Partial<RegisterClient> = {}): RegisterClient => ({
  type: "RegisterClient",
  clientId: ADA,
  username: "ada",
  freshKey: FRESH_KEY,
  ...details,
});

describe("registering a client", () => {
  it("gives a new book its username key first", () => {
    given()
      .when(register())
      .thenHappened(
        {
          stream: BOOK_STREAM,
          type: "BookOpened",
          data: { usernameKey: FRESH_KEY, usernameForm: USERNAME_FORM },
        },
        { stream: clientStream(ADA), type: "ClientRegistered", data: { username: "ada" } },
        {
          stream: usernameStream(FRESH_KEY, "ada"),
          type: "UsernameReserved",
          data: { clientId: ADA },
        },
      );
  });

  it("uses the book's key once it has one", () => {
    given(opened, ...registered(BOB, "bob"))
      .when(register())
      .thenHappened(...registered(ADA, "ada"));
  });

  it("keeps all details, the username without the space around it", () => {
    const details = { name: "Ada L.", email: "ada@example.org", phone: "+44 1" };
    const [, reserved] = registered(ADA, "Ada");
    given(opened)
      .when(register({ username: " \tAda\u00a0", ...details }))
      .thenHappened(
        {
          stream: clientStream(ADA),
          type: "ClientRegistered",
          data: { username: "Ada", ...details },
        },
        reserved,
      );
  });

  it("keeps an address as a change, which earlier releases let pass", () => {
    const address = "12 St James’s Square\nLondon SW1Y 4JH\nUnited Kingdom";
    given(opened)
      .when(register({ address: ` ${address.replaceAll("\n", " \r\n\r\n\t")}\u2028` }))
      .thenHappened(...registered(ADA, "ada"), {
        stream: clientStream(ADA),
        type: "ClientChanged",
        data: { address },
      });
  });

  it("leaves out details that are empty", () => {
    given(opened)
      .when(register({ name: "", email: "", phone: "", address: " \n " }))
      .thenHappened(...registered(ADA, "ada"));
  });

  it.each(["ada", "ADA", " Ada ", "ａｄａ"])("refuses “%s” when ada is there", (name) => {
    given(opened, ...registered(BOB, "ada"))
      .when(register({ username: name }))
      .thenRefused("username-taken", "username");
  });

  it("tells which username is taken", () => {
    const message = given(opened, ...registered(BOB, "ada"))
      .when(register({ username: " ADA " }))
      .thenRefused("username-taken", "username");
    expect(message).toBe("The username “ADA” is taken. Choose another one.");
  });

  it("refuses an id that is there, even with another username", () => {
    given(opened, ...registered(ADA, "ada"))
      .when(register({ username: "countess" }))
      .thenRefused("id-taken", "clientId");
  });

  it.each(["", " ", "\t\n", "\u00a0\u3000\ufeff"])(
    "refuses a username without a letter: %j",
    (name) => {
      given()
        .when(register({ username: name }))
        .thenRefused("invalid-username", "username");
    },
  );

  it("takes the longest username, whatever space is around it, and refuses a longer one", () => {
    const longest = "x".repeat(MAX_USERNAME);
    given(opened)
      .when(register({ username: ` ${longest} ` }))
      .thenHappened(...registered(ADA, longest));
    given(opened)
      .when(register({ username: `${longest}x` }))
      .thenRefused("invalid-username", "username");
  });

  it.each(["\u200b", " ", "\u202eada", "a\u2066b"])(
    "refuses an id with what is hidden: %j",
    (id) => {
      const message = given(opened)
        .when(register({ clientId: id as ClientId }))
        .thenRefused("invalid-text", "clientId");
      expect(message).toMatch(/visible/);
    },
  );

  it.each(["name", "email", "phone"] as const)("refuses a %s that is too long", (field) => {
    const longest = "x".repeat(MAX_TEXT);
    given(opened)
      .when(register({ [field]: `${longest}x` }))
      .thenRefused("invalid-text", field);
    const [first, reserved] = registered(ADA, "ada");
    given(opened)
      .when(register({ [field]: longest }))
      .thenHappened(
        { ...first, data: { username: "ada", [field]: longest } } as typeof first,
        reserved,
      );
  });
});

describe("an address", () => {
  const longest = "x".repeat(MAX_ADDRESS);

  it("may have 500 characters, blanks around its lines not counted, and no more", () => {
    given(opened)
      .when(register({ address: `  ${longest}\n\n` }))
      .thenHappened(...registered(ADA, "ada"), {
        stream: clientStream(ADA),
        type: "ClientChanged",
        data: { address: longest },
      });
    const message = given(opened)
      .when(register({ address: `${longest}x` }))
      .thenRefused("invalid-text", "address");
    expect(message).toBe(
      "An address has at most 500 characters, and this one has 501. Shorten it, then try again.",
    );
  });

  it("keeps the joiners that shape what is seen", () => {
    const address = "خیابان آزادی ۱۲\nتهران می\u200cدان";
    const decision = registerClient(register({ address }), bookOf([opened]));
    expect(decision).toMatchObject({ events: [{}, {}, { data: { address } }] });
  });
});

describe("finding a client", () => {
  const book = bookOf([opened, ...registered(ADA, "ada"), ...registered(BOB, "bob")]);

  it.each([
    { given: ADA, found: ADA, how: "by id" },
    { given: "ada", found: ADA, how: "by username" },
    { given: " BOB ", found: BOB, how: "by username in another form" },
  ])("$how", ({ given: text, found }) => {
    expect(findClient(text, book)).toBe(found);
  });

  it.each(["eve", ""])("refuses “%s”, which is nobody", (text) => {
    expect(findClient(text, book)).toMatchObject({ code: "unknown-client", field: "client" });
  });

  it("refuses what is the username of one and the id of another", () => {
    const confusing = bookOf([opened, ...registered(ADA, "ada"), ...registered(BOB, ADA)]);
    expect(findClient(ADA, confusing)).toMatchObject({ code: "ambiguous-client" });
    expect(findClient("ada", confusing)).toBe(ADA);
    expect(findClient(BOB, confusing)).toBe(BOB);
  });

  it("finds by an exact id who is meant, also beside a username of that in another case", () => {
    const shouted = bookOf([
      opened,
      ...registered(ADA, "ada"),
      ...registered(BOB, ADA.toUpperCase()),
    ]);
    expect(findClient(ADA, shouted)).toBe(ADA);
    expect(findClient(ADA.toUpperCase(), shouted)).toBe(BOB);
  });

  it("refuses a username that is the id of another client in another case", () => {
    given(opened, ...registered(ADA, "ada"))
      .when(register({ clientId: BOB, username: ` ${ADA.toUpperCase()} ` }))
      .thenRefused("username-taken", "username");
  });

  it("takes a name that is id and username of one client", () => {
    const same = bookOf([opened, ...registered(ADA, ADA)]);
    expect(findClient(ADA, same)).toBe(ADA);
  });

  it("finds nobody in a book that was never opened", () => {
    expect(findClient("ada", bookOf([]))).toMatchObject({ code: "unknown-client" });
  });
});

describe("a new client's names", () => {
  const book = bookOf([opened, ...registered(ADA, "ada")]);

  it("cannot be the id of another client", () => {
    const decision = registerClient(register({ clientId: BOB, username: ADA }), book);
    expect(decision).toMatchObject({ rejection: { code: "username-taken", field: "username" } });
  });

  it("cannot have an id that is the username of another", () => {
    const decision = registerClient(
      register({ clientId: "ADA" as ClientId, username: "bob" }),
      book,
    );
    expect(decision).toMatchObject({ rejection: { code: "id-taken", field: "clientId" } });
  });

  it.each([
    ["username", "invalid-username", { username: "a\u200Bda" }],
    ["username", "invalid-username", { username: "\u200B" }],
    ["username", "invalid-username", { username: "\u202Eada" }],
    ["name", "invalid-text", { name: "Ada\u202E" }],
    ["name", "invalid-text", { name: "\u3164" }],
    ["email", "invalid-text", { email: "ada@moc.x\u202E" }],
    ["email", "invalid-text", { email: "\u2060" }],
    ["address", "invalid-text", { address: "London\n\u202EUK" }],
    ["address", "invalid-text", { address: "Lon\u0007don" }],
    ["address", "invalid-text", { address: "\u3164\n\u2800" }],
  ] as const)("cannot have a %s with anything hidden (%s)", (field, code, details) => {
    const decision = registerClient(register({ clientId: BOB, username: "bob", ...details }), book);
    expect(decision).toMatchObject({ rejection: { code, field } });
  });

  it("keeps details without the blanks around them, and a number without what hides around it", () => {
    const details = { name: " Bob ", email: "bob@example.org ", phone: "\u202A+49 30 1\u202C" };
    const decision = registerClient(register({ clientId: BOB, username: "bob", ...details }), book);
    const data = { username: "bob", name: "Bob", email: "bob@example.org", phone: "+49 30 1" };
    expect(decision).toMatchObject({ accepted: true, events: [{ data }, {}] });
    const blank = registerClient(register({ clientId: BOB, username: "bob", name: "  " }), book);
    expect(blank).toMatchObject({ events: [{ data: { username: "bob" } }, {}] });
    expect(blank.accepted && "name" in blank.events[0].data).toBe(false);
  });

  it("is not found by a name with anything hidden, and the refusal says so", () => {
    const found = findClient("ada\u200B", book);
    expect(found).toMatchObject({ code: "unknown-client" });
    expect(isRejection(found) && found.message).toContain("an invisible character, U+200B");
    const long = findClient("x".repeat(10_000), book);
    expect(isRejection(long) && long.message.length).toBeLessThan(300);
  });

  it("cannot be changed to one with anything hidden", () => {
    const decision = changeClient({ type: "ChangeClient", client: ADA, name: "A\u2066da" }, book);
    expect(decision).toMatchObject({ rejection: { code: "invalid-text", field: "name" } });
  });
});

describe("folding", () => {
  it("leaves a state as it is at events of others", () => {
    expect(client.evolve({ status: "absent" }, placed)).toEqual({ status: "absent" });
    expect(username.evolve({ owner: ADA }, placed)).toEqual({ owner: ADA });
  });

  it("sees in a username its owner", () => {
    const [, reserved] = registered("x" as ClientId, "ada");
    expect(username.evolve(username.initialState, reserved)).toEqual({ owner: "x" });
    expect(usernameStream(KEY, "ada")).toBe(reserved.stream);
  });
});
