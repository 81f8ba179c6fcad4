import type { CommandInput } from "../domain/command-input.ts";
import { readEvent } from "../domain/events.ts";
import { type ClientId, clientIdOf } from "../domain/ids.ts";
import type { CommandId, RecordedEvent } from "../eventlog/envelope.ts";
import { hashText } from "../eventlog/hash-chain.ts";
import { ImportError } from "./import-error.ts";

/** One command of a classic log, with its line. */
export interface ClassicCommand {
  readonly line: number;
  readonly input: CommandInput;
}

const HASHED = /^\$argon2id\$/;
const PLAIN_WORD = /^[^\s"\\#]+$/u;

/**
 * Reads the classic text log: `CREATE_USER name [password]` and `CREATE_ORDER name code quantity`, a command a line.
 * Words with blanks stand in double quotes, written like JSON strings; `#` begins a comment line. A password that
 * is an Argon2id hash already is taken as such. The format knows no price: orders come in at 0.
 * Each command's id follows from its line, so that importing the same file twice adds nothing.
 * @throws ImportError with the first line that is no command.
 */
export function parseClassicLog(lines: readonly string[]): ClassicCommand[] {
  return lines.flatMap((text, index) => {
    const line = index + 1;
    if (text.trim() === "" || text.trimStart().startsWith("#")) return [];
    const commandId = `classic-${hashText(`${line} ${text}`).slice(0, 32)}` as CommandId;
    return [{ line, input: { ...parseCommandLine(wordsOf(text, line), line), commandId } }];
  });
}

/**
 * Writes the book as a classic text log, a password's hash in its third place.
 * Names, prices, discounts, shipping and cancelling have no place in this format and are left out.
 */
export function formatClassicLog(events: readonly RecordedEvent[]): string {
  const usernames = new Map<ClientId, string>();
  let text = "";
  for (const recorded of events) {
    const reading = readEvent(recorded);
    if (reading.kind !== "known") continue;
    const { event } = reading;
    if (event.type === "ClientRegistered") {
      const { username, passwordHash } = event.data;
      usernames.set(clientIdOf(recorded.stream) as ClientId, username);
      const words = [username, ...(passwordHash ? [passwordHash] : [])];
      text += `CREATE_USER ${words.map(quote).join(" ")}\n`;
    } else if (event.type === "OrderPlaced") {
      const username = usernames.get(event.data.clientId) ?? event.data.clientId;
      for (const { productCode, quantity } of event.data.lines) {
        text += `CREATE_ORDER ${quote(username)} ${quote(productCode)} ${quantity}\n`;
      }
    }
  }
  return text;
}

function parseCommandLine([verb, ...words]: readonly string[], line: number): CommandInput {
  switch (verb) {
    case "CREATE_USER": {
      const [username, password] = words;
      if (username === undefined) throw new ImportError(line, "CREATE_USER needs a name");
      if (words.length > 2) throw new ImportError(line, "CREATE_USER takes a name and a password");
      if (!password) return { type: "RegisterClient", username };
      const secret = HASHED.test(password) ? { passwordHash: password } : { password };
      return { type: "RegisterClient", username, ...secret };
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
      throw new ImportError(
        line,
        `“${(verb ?? "").slice(0, 40)}” is neither CREATE_USER nor CREATE_ORDER`,
      );
  }
}

function wordsOf(text: string, line: number): string[] {
  const words: string[] = [];
  const word = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/suy;
  const end = text.trimEnd().length;
  while (word.lastIndex < end) {
    const match = word.exec(text);
    if (!match)
      throw new ImportError(line, "a quoted word is not finished, or stands against another word");
    words.push(match[1] === undefined ? (match[2] ?? "") : unquote(match[1], line));
  }
  return words;
}

function unquote(inside: string, line: number): string {
  try {
    return JSON.parse(`"${inside}"`);
  } catch {
    throw new ImportError(line, "a quoted word has an escape that nobody knows");
  }
}

function quote(word: string): string {
  return PLAIN_WORD.test(word) && word.isWellFormed() ? word : JSON.stringify(word);
}
