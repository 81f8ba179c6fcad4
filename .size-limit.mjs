import { readFileSync } from "node:fs";

// The page names all that is fetched before its first screen: also what modules share, under whatever name that has today.
const page = readFileSync("dist/index.html", "utf8");
const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(
  ([, file]) => `dist/${file}`,
);

export default [
  { name: "first load", path: named, limit: "150 kB", gzip: true },
  { name: "what speaks to shared logs", path: "dist/assets/nats-*", limit: "75 kB", gzip: true },
  // Of it, 40 kB are the words for dates in six languages, of which a browser fetches its own, and
  // with the first table come 8 kB that read workbooks, 11 kB that know how numbers, days and
  // letters are written, 5 kB for the titles of eight languages, those of addresses among them, and
  // 6 kB that bring back a book's own tables, tell how far rows have come and why they are refused.
  {
    name: "everything else",
    path: ["dist/assets/*", "!dist/assets/nats-*"],
    limit: "585 kB",
    gzip: true,
  },
];
