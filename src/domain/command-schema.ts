import * as v from "valibot";
import type { CommandId, EpochMs } from "../eventlog/envelope.ts";
import { EARLIEST, LATEST, parseInstant } from "../eventlog/util/rfc3339.ts";
import { sayIssue } from "./describe-schema-issue.ts";
import { MAX_ADDRESS, MAX_TEXT } from "./events.ts";
import type { ClientId, OrderId } from "./ids.ts";
import { type Rejection, type RejectionCode, reject } from "./rejection.ts";

const time = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform((written) => (typeof written === "string" ? parseInstant(written) : written)),
  v.number("must be a time such as 2026-05-03T14:02:07Z, or milliseconds since 1970"),
  v.integer(),
  v.minValue(EARLIEST),
  v.maxValue(LATEST),
  // -0 is the same instant as 0.
  v.transform((ms) => (ms + 0) as EpochMs),
);
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const clientId = v.pipe(
  id,
  v.transform((text) => text as ClientId),
);
const orderId = v.pipe(
  id,
  v.transform((text) => text as OrderId),
);
// Bounded before anything looks into it: what rules allow is less.
const text = v.pipe(v.string(), v.maxLength(MAX_TEXT, `At most ${MAX_TEXT} characters fit here`));
const optionalText = v.optional(text);
const address = v.optional(
  v.pipe(v.string(), v.maxLength(MAX_TEXT, `At most ${MAX_ADDRESS} characters fit here`)),
);

const common = {
  commandId: v.optional(
    v.pipe(
      id,
      v.transform((text) => text as CommandId),
    ),
  ),
  occurredAt: v.optional(time),
};

// Adding 0 leaves every number as it is but -0, which no event can carry.
const number = v.pipe(
  v.number(),
  v.transform((given) => given + 0),
);

const line = v.strictObject({
  productCode: text,
  quantity: number,
  unitPrice: number,
  discount: v.optional(number),
});

const version = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1)));
// A wallet that was not open yet was seen at version 0.
const walletVersion = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

const commandInput = v.variant("type", [
  v.strictObject({
    ...common,
    type: v.literal("RegisterClient"),
    clientId: v.optional(clientId),
    username: text,
    password: optionalText,
    passwordHash: v.optional(v.pipe(v.string(), v.regex(/^\$argon2id\$/), v.maxLength(1_000))),
    name: optionalText,
    email: optionalText,
    phone: optionalText,
    address,
  }),
  v.strictObject({
    ...common,
    type: v.literal("PlaceOrder"),
    orderId: v.optional(orderId),
    client: text,
    lines: v.array(line),
    currency: optionalText,
    reference: optionalText,
  }),
  v.strictObject({
    ...common,
    type: v.literal("ChangeClient"),
    client: text,
    name: optionalText,
    email: optionalText,
    phone: optionalText,
    address,
    expectedVersion: version,
  }),
  v.strictObject({
    ...common,
    type: v.literal("ChangeOrderLines"),
    orderId,
    lines: v.array(line),
    expectedVersion: version,
  }),
  v.strictObject({ ...common, type: v.literal("ShipOrder"), orderId }),
  v.strictObject({
    ...common,
    type: v.literal("CancelOrder"),
    orderId,
    reason: optionalText,
    expectedVersion: version,
  }),
  v.strictObject({ ...common, type: v.literal("PayOrder"), orderId }),
  v.strictObject({ ...common, type: v.literal("RetryCheckout"), orderId }),
  v.strictObject({
    ...common,
    type: v.literal("CreditWallet"),
    client: text,
    amount: v.number(),
    currency: optionalText,
    expectedVersion: walletVersion,
  }),
  v.strictObject({
    ...common,
    type: v.literal("DebitWallet"),
    client: text,
    amount: v.number(),
    currency: optionalText,
    expectedVersion: walletVersion,
  }),
]);

/**
 * A command as people and scripts write it: ids, time and currency may be left out. A password is
 * taken and kept nowhere.
 */
export type CommandInput = v.InferOutput<typeof commandInput>;

/** Names of the commands. */
export type CommandType = CommandInput["type"];

/** Every command that people and scripts may send. */
export const COMMAND_TYPES: readonly CommandType[] = commandInput.options.map(
  ({ entries }) => entries.type.literal,
);

type CodeOfField = { readonly [field: string]: RejectionCode };

const CODE_OF_FIELD: CodeOfField = {
  username: "invalid-username",
  password: "invalid-password",
  passwordHash: "invalid-password",
  productCode: "invalid-product",
  quantity: "invalid-quantity",
  unitPrice: "invalid-amount",
  amount: "invalid-amount",
  discount: "invalid-discount",
  currency: "invalid-currency",
  occurredAt: "invalid-time",
};

/** What a text is refused as that is too long for any rule to be asked. */
const CODE_OF_LONG_TEXT: CodeOfField = {
  client: "unknown-client",
  name: "invalid-text",
  email: "invalid-text",
  phone: "invalid-text",
  address: "invalid-text",
  reference: "invalid-text",
  reason: "invalid-text",
};

/** Characters of a field's name that a refusal tells. */
const MOST_OF_A_FIELD = 200;

/** Reads a command from an untrusted value. A wrong shape is a rejection like any other; unknown fields are one too. */
export function parseCommand(value: unknown): CommandInput | Rejection {
  const result = v.safeParse(commandInput, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  // An unknown field may have a name of any length.
  const field = v.getDotPath(issue)?.slice(0, MOST_OF_A_FIELD);
  const name = field?.split(".").at(-1) ?? "";
  const ofLong = issue.type === "max_length" ? codeIn(CODE_OF_LONG_TEXT, name) : undefined;
  const code = ofLong ?? codeIn(CODE_OF_FIELD, name) ?? "invalid-command";
  const said = sayIssue(issue, field);
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  return reject(code, `This command cannot be read. ${sentence}.`, field);
}

// Every object has something named `constructor`.
function codeIn(codes: CodeOfField, field: string): RejectionCode | undefined {
  return Object.hasOwn(codes, field) ? codes[field] : undefined;
}
