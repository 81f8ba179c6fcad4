import { Parser } from "saxen";
import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import { ImportError } from "../import-error.ts";
import { DAMAGED, type ZipParts } from "./open-zip.ts";

/** An attribute of an element by its name without prefix. */
export type Attribute = (name: string) => string | undefined;

/** Told what stands in an XML file, in order; names are without prefix. */
export interface XmlHandlers {
  open?(name: string, attribute: Attribute): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Bytes that may pass without an element or a text coming to its end. */
const LONGEST_TOKEN = 2 ** 22;

/**
 * Reads an XML part of a workbook, in steps that let the page draw. No entity but those of XML
 * itself is known, so that none can grow. A part that is not there has nothing in it.
 * @throws ImportError where it is not well-formed; the signal's reason when it is broken off.
 */
export async function parseXml(
  parts: ZipParts,
  name: string,
  handlers: XmlHandlers,
  signal: AbortSignal,
): Promise<void> {
  let unread = 0;
  const parser = createParser(handlers, () => {
    unread = 0;
  });
  const decoder = new TextDecoder();
  const breathe = createBreathing();
  for (const piece of parts.unfold(name)) {
    unread += piece.length;
    // The parser keeps what has no end yet and looks through all of it again.
    if (unread > LONGEST_TOKEN) throw new ImportError(0, DAMAGED);
    parser.write(decoder.decode(piece, { stream: true }));
    await breathe();
    signal.throwIfAborted();
  }
  if (parts.names.includes(name)) parser.write(decoder.decode()).end();
}

function createParser({ open, close, text }: XmlHandlers, onToken: () => void): Parser {
  const parser = new Parser();
  parser.on("error", () => {
    throw new ImportError(0, DAMAGED);
  });
  parser.on("openTag", (name, attributes, decode) => {
    onToken();
    open?.(plain(name), attributeOf(attributes, decode));
  });
  parser.on("closeTag", (name) => {
    onToken();
    close?.(plain(name));
  });
  parser.on("text", (said, decode) => {
    onToken();
    text?.(decode(said));
  });
  parser.on("cdata", (said) => {
    onToken();
    text?.(said);
  });
  return parser;
}

function attributeOf(
  read: () => Readonly<Record<string, string>>,
  decode: (text: string) => string,
): Attribute {
  let attributes: Readonly<Record<string, string>> | undefined;
  return (name) => {
    attributes ??= read();
    const whole =
      name in attributes ? name : Object.keys(attributes).find((one) => plain(one) === name);
    const value = whole === undefined ? undefined : attributes[whole];
    return value === undefined ? undefined : decode(value);
  };
}

function plain(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
