import { searchable } from "../columns/normalize-text.ts";
import type { OrderFacts } from "../columns/order-lines.ts";
import { rowsOfPlaces } from "./row-list.ts";
import type { RowSearch } from "./row-search.ts";

/** Which products are asked for: those whose code holds a text. None without one. */
export interface ProductQuery {
  readonly text: string;
}

/**
 * Makes a search of the products that orders name, the newest in the book first. A product is known by its place in
 * `orderFacts.products`.
 */
export function createProductSearch(facts: OrderFacts): RowSearch<ProductQuery> {
  const texts: string[] = [];

  return {
    *prepare({ text }) {
      if (text.trim()) yield* facts.read();
    },
    list(at, { text }) {
      const wanted = searchable(text.trim());
      const count = wanted ? facts.productsBy(at) : 0;
      const places = new Uint32Array(count);
      let found = 0;
      for (let place = 0; place < count; place += 1) {
        texts[place] ??= searchable(facts.products[place] ?? "");
        if (texts[place]?.includes(wanted)) places[found++] = place;
      }
      return rowsOfPlaces(places.subarray(0, found), true);
    },
  };
}
