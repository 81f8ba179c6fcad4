import { tidyAddress } from "../../../domain/values/postal-address.ts";
import { withoutHidden } from "../../../domain/values/visible-name.ts";
import type { AddressField } from "../fields.ts";
import { type Cells, plainId } from "./row-cells.ts";

/** The address that a row has in one cell or several; empty where it has none. */
export function postalAddressOf(cells: Cells): string {
  // Programs put in marks that say how far letters may be parted.
  const text = (field: AddressField): string =>
    cells.text(field).split("\n").map(withoutHidden).join("\n");
  const street = words(text("address"), text("houseNumber"));
  const more = text("address2");
  const written = street || more ? tidyAddress(`${street}\n${more}`) : "";
  // A cell may hold the whole address, and others parts of it again.
  const there = written.split(/\n|, /);
  const others = [
    words(postcodeIn(text("postcode")), text("city")),
    text("region"),
    text("country"),
  ].filter((part) => part !== "" && !there.includes(part));
  return others.length === 0 ? written : tidyAddress([written, ...others].join("\n"));
}

// An apostrophe keeps spreadsheets from taking a postcode for a number.
function postcodeIn(cell: string): string {
  return plainId(cell.replace(/^'(?=\d)/, ""));
}

function words(one: string, other: string): string {
  return one && other ? `${one} ${other}` : one || other;
}
