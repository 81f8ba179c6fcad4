import { describe, expect, it } from "vitest";
import { parseCommand } from "../../src/domain/command-schema.ts";

const REGISTER = { type: "RegisterClient", username: "ada" };
const PEN = { productCode: "PEN", quantity: 2, unitPrice: 250 };
const PLACE = { type: "PlaceOrder", client: "ada", lines: [PEN] };
const SHIP = { type: "ShipOrder", orderId: "o-1" };
const CANCEL = { type: "CancelOrder", orderId: "o-1" };
const SECRET = "correct-horse-battery";

describe("reading a command", () => {
  it.each([
    REGISTER,
    {
      ...REGISTER,
      clientId: "k",
      password: SECRET,
      name: "Ada",
      email: "a@b.c",
      phone: "1",
      address: "Ockham\nSurrey",
      commandId: "c1",
      occurredAt: 0,
    },
    { ...REGISTER, passwordHash: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA" },
    PLACE,
    { ...PLACE, orderId: "o-1", currency: "EUR", reference: "7", lines: [{ ...PEN, discount: 5 }] },
    SHIP,
    CANCEL,
    { ...CANCEL, reason: "too late" },
  ])("takes %j as it is", (command) => {
    expect(parseCommand(command)).toEqual(command);
  });

  it("leaves numbers and texts to the rules, which know better what to say", () => {
    const odd = { ...PLACE, lines: [{ productCode: "", quantity: -1.5, unitPrice: -1 }] };
    expect(parseCommand(odd)).toEqual(odd);
    expect(parseCommand({ ...REGISTER, username: "" })).toEqual({ ...REGISTER, username: "" });
  });
});

describe("reading when it happened", () => {
  it.each([
    ["2024-02-29T12:00:00Z", Date.UTC(2024, 1, 29, 12)],
    ["2024-02-29T12:00:00.125Z", Date.UTC(2024, 1, 29, 12, 0, 0, 125)],
    ["2024-02-29T12:00:00.1259Z", Date.UTC(2024, 1, 29, 12, 0, 0, 125)],
    ["2024-02-29t12:00:00z", Date.UTC(2024, 1, 29, 12)],
    ["2024-03-01T01:30:00+02:00", Date.UTC(2024, 1, 29, 23, 30)],
    ["1850-01-01T00:00:00Z", Date.UTC(1850, 0, 1)],
    ["0001-01-01T00:00:00Z", -62_135_596_800_000],
    ["9999-12-31T23:59:59.999Z", 253_402_300_799_999],
    [Date.UTC(1850, 0, 1), Date.UTC(1850, 0, 1)],
    [-62_135_596_800_000, -62_135_596_800_000],
    [253_402_300_799_999, 253_402_300_799_999],
  ])("takes %s", (occurredAt, ms) => {
    expect(parseCommand({ ...SHIP, occurredAt })).toEqual({ ...SHIP, occurredAt: ms });
  });

  it.each([
    "yesterday",
    "2024-02-29",
    "2024-02-29 12:00:00Z",
    "2024-02-29T12:00:00",
    "2024-02-30T12:00:00Z",
    "2023-02-29T12:00:00Z",
    "2024-04-31T12:00:00Z",
    "2024-13-01T12:00:00Z",
    "2024-02-29T24:00:00Z",
    "2024-02-29T12:60:00Z",
    "2024-02-29T12:00:00+24:00",
    "0000-01-01T00:00:00Z",
    "",
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -62_135_596_800_001,
    253_402_300_800_000,
    null,
    true,
    new Date(0),
  ])("refuses %s", (occurredAt) => {
    expect(parseCommand({ ...SHIP, occurredAt })).toMatchObject({
      code: "invalid-time",
      field: "occurredAt",
    });
  });
});

describe("refusing a command", () => {
  it.each([
    [{ ...REGISTER, username: 7 }, "invalid-username", "username"],
    [{ type: "RegisterClient" }, "invalid-username", "username"],
    [{ ...REGISTER, password: 7 }, "invalid-password", "password"],
    [{ ...REGISTER, passwordHash: "x" }, "invalid-password", "passwordHash"],
    [{ ...REGISTER, clientId: "" }, "invalid-command", "clientId"],
    [{ ...REGISTER, clientId: "x".repeat(201) }, "invalid-command", "clientId"],
    [{ ...REGISTER, commandId: "" }, "invalid-command", "commandId"],
    [{ ...REGISTER, name: null }, "invalid-command", "name"],
    [{ ...REGISTER, email: 7 }, "invalid-command", "email"],
    [{ ...REGISTER, phone: 7 }, "invalid-command", "phone"],
    [{ ...REGISTER, address: ["Ockham"] }, "invalid-command", "address"],
    [{ ...REGISTER, address: "x".repeat(1_001) }, "invalid-text", "address"],
    [{ ...REGISTER, nickname: "a" }, "invalid-command", "nickname"],
    [{ type: "PlaceOrder", lines: [] }, "invalid-command", "client"],
    [{ ...PLACE, lines: PEN }, "invalid-command", "lines"],
    [{ ...PLACE, lines: [PEN, "PEN"] }, "invalid-command", "lines.1"],
    [{ ...PLACE, lines: [{ ...PEN, productCode: 7 }] }, "invalid-product", "lines.0.productCode"],
    [{ ...PLACE, lines: [PEN, { ...PEN, quantity: "2" }] }, "invalid-quantity", "lines.1.quantity"],
    [{ ...PLACE, lines: [{ ...PEN, unitPrice: "2" }] }, "invalid-amount", "lines.0.unitPrice"],
    [{ ...PLACE, lines: [{ ...PEN, discount: null }] }, "invalid-discount", "lines.0.discount"],
    [{ ...PLACE, lines: [{ ...PEN, colour: "blue" }] }, "invalid-command", "lines.0.colour"],
    [{ ...PLACE, currency: 978 }, "invalid-currency", "currency"],
    [{ ...PLACE, reference: 7 }, "invalid-command", "reference"],
    [{ type: "ShipOrder" }, "invalid-command", "orderId"],
    [{ ...SHIP, orderId: "" }, "invalid-command", "orderId"],
    [{ ...SHIP, reason: "why" }, "invalid-command", "reason"],
    [{ ...CANCEL, reason: 7 }, "invalid-command", "reason"],
    [{ type: "DropEverything" }, "invalid-command", "type"],
    [{ username: "ada" }, "invalid-command", "type"],
  ])("%j: %s at %s", (command, code, field) => {
    const rejection = parseCommand(command);
    expect(rejection).toEqual({ code, field, message: expect.stringContaining(`“${field}”`) });
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"])(
    "has no field “%s”, though every object has something of that name",
    (field) => {
      expect(parseCommand({ ...SHIP, [field]: 1 })).toEqual({
        ...{ code: "invalid-command", field },
        message: expect.stringContaining(`“${field}”`),
      });
      expect(parseCommand({ type: field })).toMatchObject({ code: "invalid-command" });
    },
  );

  it.each([null, undefined, 7, "ShipOrder", []])("%j is no command at all", (value) => {
    expect(parseCommand(value)).toMatchObject({ code: "invalid-command" });
  });

  it("says which field is missing, and which one nobody knows", () => {
    const { username: _, ...nameless } = REGISTER;
    expect(parseCommand(nameless)).toMatchObject({
      field: "username",
      message: "This command cannot be read. “username” is missing.",
    });
    expect(parseCommand({ ...REGISTER, nickname: "a" })).toMatchObject({
      field: "nickname",
      message: "This command cannot be read. It has no field “nickname”.",
    });
  });

  it("says what was due", () => {
    expect(parseCommand({ ...REGISTER, username: 7 })).toMatchObject({
      message: "This command cannot be read. “username” must be a text.",
    });
  });
});

describe("a refusal, which is kept for ever", () => {
  const number = 8_301_947_263;
  it.each([
    { ...REGISTER, password: SECRET, username: 7 },
    { ...REGISTER, password: SECRET, occurredAt: "yesterday" },
    { ...REGISTER, password: number },
    { ...REGISTER, password: [SECRET] },
    { ...REGISTER, passwordHash: SECRET },
    { ...REGISTER, passwordHash: number },
    { ...REGISTER, pasword: SECRET },
    { type: SECRET },
    SECRET,
    { ...REGISTER, email: number },
    { ...REGISTER, username: number },
    { ...REGISTER, occurredAt: SECRET },
  ])("never repeats what was written: %j", (command) => {
    const text = JSON.stringify(parseCommand(command));
    expect(text).toContain("This command cannot be read.");
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(String(number));
  });
});
