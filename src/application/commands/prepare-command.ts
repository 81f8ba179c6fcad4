import type { UsernameKey } from "../../domain/aggregates/username.ts";
import type { CommandInput } from "../../domain/command-schema.ts";
import type { Command } from "../../domain/commands.ts";
import type { ClientId, OrderId } from "../../domain/ids.ts";
import type { OrderLine } from "../../domain/values/money.ts";
import type { CommandId, EpochMs } from "../../eventlog/envelope.ts";

/** Currency of an order that names none. */
export const DEFAULT_CURRENCY = "EUR";

/** Everything a command needs from the world outside. After preparing, deciding is pure. */
export interface PrepareDependencies {
  now(): EpochMs;
  /** A new opaque id, unique over all replicas. */
  newId(): string;
  /** 32 random bytes as 64 hexadecimal digits. */
  randomKey(): UsernameKey;
}

/** A command input whose ids and time are settled. */
export type SettledInput = CommandInput & {
  readonly commandId: CommandId;
  readonly occurredAt: EpochMs;
};

/** Fills in what people leave out: ids, the time, the currency. */
export function settle(input: CommandInput, { now, newId }: PrepareDependencies): SettledInput {
  const settled = {
    ...input,
    commandId: input.commandId ?? (newId() as CommandId),
    occurredAt: input.occurredAt ?? now(),
  };
  switch (settled.type) {
    case "RegisterClient":
      return { ...settled, clientId: settled.clientId ?? (newId() as ClientId) };
    case "PlaceOrder": {
      const orderId = settled.orderId ?? (newId() as OrderId);
      return { ...settled, orderId, currency: settled.currency ?? DEFAULT_CURRENCY };
    }
    default:
      return settled;
  }
}

/**
 * Turns a settled input into a command that can be decided. A client's password, and a hash of one,
 * end here: nothing checks them, so no log has them.
 */
export function prepare(
  input: SettledInput,
  dependencies: Pick<PrepareDependencies, "randomKey">,
): Command {
  switch (input.type) {
    case "RegisterClient": {
      const { clientId, username, name, email, phone, address } = input;
      return {
        type: "RegisterClient",
        clientId: clientId as ClientId,
        username,
        freshKey: dependencies.randomKey(),
        ...(name && { name }),
        ...(email && { email }),
        ...(phone && { phone }),
        ...(address && { address }),
      };
    }
    case "PlaceOrder": {
      const { orderId, client, lines, currency, reference } = input;
      return {
        type: "PlaceOrder",
        orderId: orderId as OrderId,
        client,
        lines: linesOf(lines),
        currency: currency ?? DEFAULT_CURRENCY,
        ...(reference && { reference }),
      };
    }
    case "ChangeClient": {
      const { client, name, email, phone, address, expectedVersion } = input;
      return {
        type: "ChangeClient",
        client,
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
        ...(phone !== undefined && { phone }),
        ...(address !== undefined && { address }),
        ...(expectedVersion !== undefined && { expectedVersion }),
      };
    }
    case "ChangeOrderLines": {
      const { orderId, lines, expectedVersion } = input;
      return {
        type: "ChangeOrderLines",
        orderId,
        lines: linesOf(lines),
        ...(expectedVersion !== undefined && { expectedVersion }),
      };
    }
    case "CreditWallet": {
      const { client, amount, currency, expectedVersion } = input;
      return {
        type: "CreditWallet",
        client,
        amount,
        ...(currency !== undefined && { currency }),
        defaultCurrency: DEFAULT_CURRENCY,
        ...(expectedVersion !== undefined && { expectedVersion }),
      };
    }
    case "DebitWallet": {
      const { client, amount, currency, expectedVersion } = input;
      return {
        type: "DebitWallet",
        client,
        amount,
        ...(currency !== undefined && { currency }),
        ...(expectedVersion !== undefined && { expectedVersion }),
      };
    }
    case "ShipOrder":
    case "PayOrder":
    case "RetryCheckout":
      return { type: input.type, orderId: input.orderId };
    case "CancelOrder": {
      const { orderId, reason, expectedVersion } = input;
      return {
        type: "CancelOrder",
        orderId,
        ...(reason && { reason }),
        ...(expectedVersion !== undefined && { expectedVersion }),
      };
    }
  }
}

type InputLines = (CommandInput & { type: "PlaceOrder" })["lines"];

function linesOf(lines: InputLines): OrderLine[] {
  return lines.map(({ discount, ...line }) => ({
    ...line,
    ...(discount !== undefined && { discount }),
  }));
}
