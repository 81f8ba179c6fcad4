import type { CommandInput, CommandType } from "../../domain/command-schema.ts";
import type { CheckoutCommand } from "../../domain/commands.ts";
import { canonicalJson } from "../../eventlog/chain/canonical-json.ts";
import { sha256 } from "../../eventlog/chain/sha256.ts";
import {
  type CommandId,
  GENESIS_HASH,
  type Json,
  type JsonObject,
} from "../../eventlog/envelope.ts";
import type { CommandRecord } from "../../eventlog/records.ts";
import { faultOfCommand } from "../../eventlog/validation/record-fault.ts";

// Only what stands here ever reaches the journal. Passwords and their hashes do not.
const JOURNALED: { readonly [Type in CommandType]: readonly string[] } = {
  RegisterClient: ["clientId", "username", "name", "email", "phone", "address", "occurredAt"],
  PlaceOrder: ["orderId", "client", "lines", "currency", "reference", "occurredAt"],
  ShipOrder: ["orderId", "occurredAt"],
  CancelOrder: ["orderId", "reason", "expectedVersion", "occurredAt"],
  ChangeClient: ["client", "name", "email", "phone", "address", "expectedVersion", "occurredAt"],
  ChangeOrderLines: ["orderId", "lines", "expectedVersion", "occurredAt"],
  PayOrder: ["orderId", "occurredAt"],
  RetryCheckout: ["orderId", "occurredAt"],
  CreditWallet: ["client", "amount", "currency", "expectedVersion", "occurredAt"],
  DebitWallet: ["client", "amount", "currency", "expectedVersion", "occurredAt"],
};

/** What of an order's line is kept, likewise. */
const JOURNALED_OF_LINE = ["productCode", "quantity", "unitPrice", "discount"];

/**
 * The command as the journal keeps it: known fields, no secret.
 * The digest is of what was asked for, before ids were filled in, so that asking again gives the same.
 */
export function journalForm(
  id: CommandId,
  asked: CommandInput,
  settled: CommandInput = asked,
): CommandRecord {
  const digest = sha256(canonicalJson({ type: asked.type, ...pick(asked, asked.type) }));
  const { type } = settled;
  return { id, type, payload: keepable(id, type, pick(settled, type)), digest };
}

/** The journal's form of a workflow's step: all of it, since nothing secret is in one. */
export function journalFormOfStep(
  id: CommandId,
  { type, ...payload }: CheckoutCommand,
): CommandRecord {
  return { id, type, payload, digest: sha256(canonicalJson({ type, ...payload })) };
}

/** The journal's form of something that was refused before it was read as a command, whatever it is. */
export function journalFormOfAnything(id: CommandId, value: unknown): CommandRecord {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : "";
  const known = isCommandType(type);
  const payload = known ? keepable(id, type, pick(value as object, type, shortened)) : {};
  const text = canonicalJson(payload);
  return {
    id,
    type: known ? type : "Unreadable",
    payload,
    digest: sha256(`${typeof type === "object" ? "" : String(type)}${text}`),
  };
}

function isCommandType(type: unknown): type is CommandType {
  return typeof type === "string" && Object.hasOwn(JOURNALED, type);
}

// What a log would refuse, such as lists in lists in lists or a text of a megabyte, is not worth
// keeping either.
function keepable(id: CommandId, type: string, payload: JsonObject): JsonObject {
  const record = { id, type, payload, digest: GENESIS_HASH };
  return faultOfCommand(record) === undefined ? payload : {};
}

/** Characters of a text that are kept of what was refused for being too long. */
const MOST_KEPT = 1_000;

function shortened(_name: string, value: unknown): unknown {
  const isLong = typeof value === "string" && value.length > MOST_KEPT;
  return isLong ? `${value.slice(0, MOST_KEPT)}…` : value;
}

function pick(
  value: object,
  type: CommandType,
  replacer?: (name: string, value: unknown) => unknown,
): JsonObject {
  const fields = Object.entries(value).filter(([field]) => JOURNALED[type].includes(field));
  try {
    // Makes plain JSON of whatever a script handed in: no undefined, no function, no NaN.
    return onlyKnown(JSON.parse(JSON.stringify(Object.fromEntries(fields), replacer)));
  } catch {
    return {};
  }
}

// In place of a text or number a script may hand in anything, with a secret anywhere in it.
function onlyKnown({ lines, ...rest }: JsonObject): JsonObject {
  const known = Object.entries(rest).filter(([, value]) => !isNested(value));
  if (lines !== undefined) known.push(["lines", linesOf(lines)]);
  return Object.fromEntries(known);
}

function linesOf(given: Json): Json {
  if (!Array.isArray(given)) return isNested(given) ? null : given;
  return given.map((line) => {
    if (typeof line !== "object" || line === null || Array.isArray(line)) {
      return isNested(line) ? null : line;
    }
    const known = Object.entries(line).filter(
      ([name, value]) => JOURNALED_OF_LINE.includes(name) && !isNested(value),
    );
    return Object.fromEntries(known);
  });
}

function isNested(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
