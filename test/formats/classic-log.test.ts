import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommandInput } from "../../src/domain/command-schema.ts";
import { parseCommand } from "../../src/domain/command-schema.ts";
import { type ClientId, clientStream, type OrderId, orderStream } from "../../src/domain/ids.ts";
import { sha256 } from "../../src/eventlog/chain/sha256.ts";
import type { EpochMs, NewEvent } from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { formatClassicLog } from "../../src/formats/log-import/classic-log.ts";
import { commandId } from "../eventlog/attempts.ts";
import { fixture, read, refusal } from "./files.ts";
import { makeGoldenLog } from "./golden-log.ts";

async function commandsOf(content: string | Blob): Promise<readonly CommandInput[]> {
  const file = await read(content);
  return file.kind === "classic" ? file.commands.map(({ input }) => input) : [];
}

async function idsOf(content: string): Promise<unknown[]> {
  return (await commandsOf(content)).map((input) => input.commandId);
}

const withoutIds = (inputs: readonly CommandInput[]) =>
  inputs.map(({ commandId: _, ...input }) => input);

describe("A classic log", () => {
  it("is read as commands, each with its line", async () => {
    const file = await read(fixture("classic.log"));
    const order = (client: string, productCode: string, quantity: number) => ({
      type: "PlaceOrder",
      client,
      lines: [{ productCode, quantity, unitPrice: 0 }],
    });

    expect(file.kind === "classic" && file.commands.map(({ line }) => line)).toEqual([
      2, 4, 5, 6, 7, 8, 9,
    ]);
    const inputs = await commandsOf(fixture("classic.log"));
    expect(withoutIds(inputs)).toEqual([
      { type: "RegisterClient", username: "ada" },
      { type: "RegisterClient", username: "Grace Hopper" },
      { type: "RegisterClient", username: 'O"Neil\\\n\ud800' },
      { type: "RegisterClient", username: "bob" },
      order("ada", "Chai", 3),
      order("ada", "Chai", 3),
      order("Grace Hopper", "grüner Tee", 12),
    ]);
    for (const input of inputs) expect(parseCommand(input)).toEqual(input);
  });

  it.each([
    ["DELETE_USER ada", "“DELETE_USER” is neither CREATE_USER nor CREATE_ORDER"],
    ['"" ada', "“” is neither CREATE_USER nor CREATE_ORDER"],
    ["CREATE_USER", "CREATE_USER needs a name"],
    ["CREATE_USER Grace Hopper secret", "CREATE_USER takes a name and a password"],
    ["CREATE_ORDER ada Chai", "CREATE_ORDER takes a name, a product code and a quantity"],
    ["CREATE_ORDER ada Earl Grey 1", "CREATE_ORDER takes a name, a product code and a quantity"],
    ["CREATE_ORDER ada Chai 0", "the quantity must be a whole number of at least 1"],
    ["CREATE_ORDER ada Chai -1", "the quantity must be a whole number of at least 1"],
    ["CREATE_ORDER ada Chai 1.5", "the quantity must be a whole number of at least 1"],
    ["CREATE_ORDER ada Chai 9007199254740992", "the quantity must be a whole number of at least 1"],
    ['CREATE_USER "ada', "a quoted word is not finished, or stands against another word"],
    ['CREATE_USER "ada"secret', "a quoted word is not finished, or stands against another word"],
    ['CREATE_USER "a\\d"', "a quoted word has an escape that nobody knows"],
  ])("is refused at a line that is no command: %s", async (text, reason) => {
    expect(await refusal(`CREATE_USER zoe\n\n${text}\n`)).toEqual([3, reason]);
  });

  it("is refused at a line over 1 MiB, and takes one just below", async () => {
    const word = "\\\\".repeat(2 ** 19 - 100);
    expect(await commandsOf(`CREATE_USER "${word}"`)).toHaveLength(1);
    expect(await refusal(`\nCREATE_USER ${"x".repeat(2 ** 20)}`)).toEqual([
      2,
      "it is longer than 1 MiB",
    ]);
  });
});

describe("Commands of a classic log have ids of their own", () => {
  const day = "CREATE_USER ada\nCREATE_ORDER ada Chai 1\n";

  it("which are the same when the file comes again, with a comment or other blanks", async () => {
    const same = '# Monday\r\nCREATE_USER  ada\r\n\r\nCREATE_ORDER\tada "Chai" 1';
    expect(await idsOf(same)).toEqual(await idsOf(day));
  });

  it("which stay when the file has grown, and differ in equal lines", async () => {
    const grown = await idsOf(`${day}CREATE_ORDER ada Chai 1\n`);
    expect(grown.slice(0, 2)).toEqual(await idsOf(day));
    expect(new Set(grown).size).toBe(3);
  });

  it("which tell nothing about a password", async () => {
    const named = (password: string) => day.replace("ada\n", `ada ${password}\n`);
    expect(await idsOf(named("secret"))).toEqual(await idsOf(named("guess")));
  });
});

describe("A book is written as a classic log", () => {
  it("without hashes, one line for each order line, and nothing the format cannot tell", async () => {
    expect(formatClassicLog(await makeGoldenLog())).toBe(
      [
        "CREATE_USER ada",
        'CREATE_USER "O\\"Neil\\\\\\n𝒪\\ud800"',
        "CREATE_ORDER ada Chai 3",
        'CREATE_ORDER ada "grüner Tee" 1',
        'CREATE_ORDER "O\\"Neil\\\\\\n𝒪\\ud800" Chang 12',
        "",
      ].join("\n"),
    );
  });

  it("and read again with the same names, codes and quantities, whatever they are", async () => {
    const word = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 12 })
      .map((units) => String.fromCharCode(...units));
    const awkward = fc.oneof(
      word,
      fc.constantFrom("#", "-", '"', "\\", " ", "\u00a0", "\ufeff", "\r"),
    );
    const line = fc.record({ productCode: awkward, quantity: fc.integer({ min: 1 }) });
    const client = fc.record({ username: awkward, lines: fc.array(line, { maxLength: 3 }) });

    await fc.assert(
      fc.asyncProperty(fc.array(client, { minLength: 1, maxLength: 4 }), async (clients) => {
        const log = createMemoryLog({ now: () => 0 as EpochMs });
        for (const [index, { username, lines }] of clients.entries()) {
          const id = `c${index}` as ClientId;
          const event = { schemaVersion: 1, stream: clientStream(id) };
          const priced = lines.map((each) => ({ ...each, unitPrice: 0 }));
          const order: NewEvent = {
            ...event,
            stream: orderStream(`o${index}` as OrderId),
            type: "OrderPlaced",
            data: { clientId: id, lines: priced, currency: "EUR" },
          };
          await log.append({
            command: { id: commandId(id), type: "T", payload: {}, digest: sha256("") },
            events: [
              { ...event, type: "ClientRegistered", data: { username } },
              ...(lines.length > 0 ? [order] : []),
            ],
            expected: [],
            occurredAt: 0 as EpochMs,
          });
        }

        const inputs = await commandsOf(formatClassicLog(await log.read()));
        expect(withoutIds(inputs)).toEqual(
          clients.flatMap(({ username, lines }) => [
            { type: "RegisterClient", username },
            ...lines.map((each) => ({
              type: "PlaceOrder",
              client: username,
              lines: [{ ...each, unitPrice: 0 }],
            })),
          ]),
        );
      }),
      { numRuns: 80 },
    );
  });
});
