import type { CommandInput } from "../../domain/command-schema.ts";
import { readEvent } from "../../domain/events.ts";
import { type ClientId, clientIdOf } from "../../domain/ids.ts";
import { sha256 } from "../../eventlog/chain/sha256.ts";
import type { CommandId, RecordedEvent } from "../../eventlog/envelope.ts";
import { ImportError } from "../import-error.ts";
import { quoteWord, splitWords } from "./classic-words.ts";
import type { Piece } from "./text/line-splitter.ts";

/** One command of a classic log, with its line. */
export interface ClassicCommand {
  readonly line: number;
  readonly input: CommandInput;
}

/**
 * Makes a reader of the classic text log: `CREATE_USER name [password]` and `CREATE_ORDER name code quantity`, a
 * command a line; lines that are blank or begin with `#` give nothing. Words with blanks stand in double quotes,
 * written like JSON strings. A password, or a hash of one, goes no further. The format knows no
 * price: orders come in at 0.
 *
 * A command's id follows from all commands of the file up to it: the same file again adds nothing, the same file
 * grown longer adds its new end, and two equal lines are two orders. Passwords take no part, since the id stands in
 * the log, where no hash of a secret must be.
 * @throws ImportError at a line that is no command.
 */
export function createClassicReader(): (piece: Piece) => ClassicCommand | undefined {
  let chain = "";
  return ({ line, text }) => {
    if (text.trim() === "" || text.trimStart().startsWith("#")) return undefined;
    const words = splitWords(text, line);
    const input = parseCommandLine(words, line);
    const open = input.type === "RegisterClient" ? words.slice(0, 2) : words;
    chain = sha256(chain + JSON.stringify(open));
    const commandId = `classic-${chain.slice(0, 32)}` as CommandId;
    return { line, input: { ...input, commandId } };
  };
}

/**
 * Writes the book as a classic text log. Passwords' hashes of earlier releases, names, prices,
 * discounts, shipping and cancelling are left out.
 */
export function formatClassicLog(events: readonly RecordedEvent[]): string {
  const usernames = new Map<ClientId, string>();
  let text = "";
  for (const recorded of events) {
    const reading = readEvent(recorded);
    if (reading.kind !== "known") continue;
    const { event } = reading;
    if (event.type === "ClientRegistered") {
      const { username } = event.data;
      const clientId = clientIdOf(recorded.stream);
      if (clientId !== undefined) usernames.set(clientId, username);
      text += `CREATE_USER ${quoteWord(username)}\n`;
    } else if (event.type === "OrderPlaced") {
      const username = usernames.get(event.data.clientId) ?? event.data.clientId;
      for (const { productCode, quantity } of event.data.lines) {
        text += `CREATE_ORDER ${quoteWord(username)} ${quoteWord(productCode)} ${quantity}\n`;
      }
    }
  }
  return text;
}

function parseCommandLine([verb = "", ...words]: readonly string[], line: number): CommandInput {
  switch (verb) {
    case "CREATE_USER": {
      const [username] = words;
      if (username === undefined) throw new ImportError(line, "CREATE_USER needs a name");
      if (words.length > 2) throw new ImportError(line, "CREATE_USER takes a name and a password");
      return { type: "RegisterClient", username };
    }
    case "CREATE_ORDER": {
      const [client, productCode, quantity] = words;
      if (
        client === undefined ||
        productCode === undefined ||
        quantity === undefined ||
        words.length > 3
      ) {
        throw new ImportError(line, "CREATE_ORDER takes a name, a product code and a quantity");
      }
      if (!/^[1-9]\d{0,15}$/.test(quantity) || !Number.isSafeInteger(Number(quantity))) {
        throw new ImportError(line, "the quantity must be a whole number of at least 1");
      }
      const lines = [{ productCode, quantity: Number(quantity), unitPrice: 0 }];
      return { type: "PlaceOrder", client, lines };
    }
    default:
      throw new ImportError(line, `“${verb.slice(0, 40)}” is neither CREATE_USER nor CREATE_ORDER`);
  }
}
