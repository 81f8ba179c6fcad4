import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  FLEETING,
  LASTING,
  RESPONSE_HEADERS,
  WORKER_HEADERS,
} from "../../../src/app/pwa/response-headers.ts";

const POLICY = "Content-Security-Policy";
const { [POLICY]: pagePolicy, ...others } = RESPONSE_HEADERS;

function read(file: string): string {
  return readFileSync(new URL(`../../../deploy/hosting/${file}`, import.meta.url), "utf8");
}

describe("a configuration of a host sends the headers of the app, and no others:", () => {
  it("nginx", () => {
    const text = read("nginx.conf");
    const sent = [...text.matchAll(/^ +add_header (\S+) (\S+|".*?")( always)?;$/gm)];
    const headers = Object.fromEntries(sent.map(([, name = "", value]) => [name, value]));
    const quoted = Object.entries(others).map(([name, value]) => [name, `"${value}"`]);
    expect(headers).toEqual({
      ...Object.fromEntries(quoted),
      [POLICY]: "$policy",
      "Cache-Control": "$kept",
    });
    expect(valuesOf(text, "$policy")).toEqual([WORKER_HEADERS[POLICY], pagePolicy]);
    expect(valuesOf(text, "$kept")).toEqual([LASTING, FLEETING]);
  });

  it("Caddy", () => {
    const text = read("Caddyfile");
    const [, block = ""] = /^\theader \{\n(.*?)^\t\}/ms.exec(text) ?? [];
    const always = [...block.matchAll(/^\t\t(\S+) "(.*)"$/gm)];
    expect(Object.fromEntries(always.map(([, name, value]) => [name, value]))).toEqual(others);
    const some = [...text.matchAll(/^\theader @(\w+) (\S+) "(.*)"$/gm)];
    expect(some.map(([, ...rule]) => rule)).toEqual([
      ["workers", POLICY, WORKER_HEADERS[POLICY]],
      ["others", POLICY, pagePolicy],
      ["lasting", "Cache-Control", LASTING],
      ["fleeting", "Cache-Control", FLEETING],
    ]);
  });
});

// What a `map` of nginx makes of a path: for some first, then for all others.
function valuesOf(text: string, variable: string): (string | undefined)[] {
  const [, block = ""] = text.split(`map $uri ${variable} {`);
  return [...(block.split("\n  }")[0] ?? "").matchAll(/^ +\S+ "(.*)";$/gm)].map(
    ([, value]) => value,
  );
}
