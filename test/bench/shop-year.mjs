/**
 * A year of a wholesaler as the system of a shop writes it: the shape of the “Online Retail” table
 * (https://doi.org/10.24432/C5BW33), which 542,000 invoice lines have, made by a fixed seed.
 * Invoices of one to hundreds of lines stand in order of time; one line in four names no client, and
 * one invoice in seven is a cancellation, whose quantities are below nothing.
 *
 * @param {number} rows
 * @returns {Generator<string>} parts of the text
 */
export function* shopYear(rows) {
  const random = createRandom(20_111_209);
  const first = Date.UTC(2010, 11, 1, 8, 0);
  const clients = Math.max(3, Math.round((rows * 4_372) / 542_000));
  yield "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\r\n";
  let written = 0;
  for (let invoice = 0; written < rows; invoice += 1) {
    const lines = Math.min(
      rows - written,
      1 + Math.floor(40 * random() ** 2 + 1 / (random() + 0.02)),
    );
    const isCancelled = random() < 1 / 7;
    const client = random() < 0.25 ? "" : String(12_346 + Math.floor(clients * random()));
    const time = new Date(first + Math.floor(((written + 1) / rows) * 365 * 86_400_000));
    const number = `${isCancelled ? "C" : ""}${536_365 + invoice}`;
    let part = "";
    for (let line = 0; line < lines; line += 1) {
      const product = Math.floor(4_000 * random() ** 2);
      const quantity = (isCancelled ? -1 : 1) * (1 + Math.floor(24 * random() ** 2));
      const price = ((35 + ((product * 37) % 1_500)) / 100).toFixed(2);
      part += `${number},${20_000 + product},${NAMES[product % NAMES.length]} ${product},${quantity},${stampOf(time)},${price},${client},United Kingdom\r\n`;
    }
    written += lines;
    yield part;
  }
}

const NAMES = [
  ...["WHITE HANGING HEART T-LIGHT HOLDER", "WHITE METAL LANTERN", "RED WOOLLY HOTTIE"],
  ...["ASSORTED COLOUR BIRD ORNAMENT", "POPPY'S PLAYHOUSE BEDROOM", "JUMBO BAG RED RETROSPOT"],
];

// As in the United States, without leading zeros: 12/1/2010 8:26.
function stampOf(/** @type {Date} */ time) {
  const minutes = String(time.getUTCMinutes()).padStart(2, "0");
  return `${time.getUTCMonth() + 1}/${time.getUTCDate()}/${time.getUTCFullYear()} ${time.getUTCHours()}:${minutes}`;
}

/** Numbers from 0 to 1 by a seed (mulberry32). @param {number} seed */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
