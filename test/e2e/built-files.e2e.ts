import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { LASTING, RESPONSE_HEADERS, WORKER_HEADERS } from "../../src/app/pwa/response-headers.ts";

const built = (file: string): string => readFileSync(`dist/${file}`, "utf8");
const POLICY = "Content-Security-Policy";

test("what is built tells a host of files which headers to send", () => {
  const rules = built("_headers").split("\n\n");
  const all = Object.entries(RESPONSE_HEADERS).map(([name, value]) => `  ${name}: ${value}`);
  expect(rules[0]?.split("\n")).toEqual(["/*", ...all]);
  expect(rules[1]).toBe(`/assets/*\n  Cache-Control: ${LASTING}`);
  const rule = rules.find((text) => text.startsWith("/assets/book.worker-"));
  expect(rule?.trim()).toContain(`\n  ${POLICY}: ${WORKER_HEADERS[POLICY]}`);
});

test("what is built carries the licences of everything in it", () => {
  const licences = built("licences.txt");
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const shipped = [
    ...Object.keys(dependencies),
    "@nats-io/nkeys",
    "@nats-io/nuid",
    "tweetnacl",
    "scheduler",
    "workbox-core",
    "workbox-precaching",
    "workbox-routing",
    "workbox-strategies",
  ];
  for (const name of shipped) expect(licences).toContain(`## ${name} - `);
  expect(licences).toContain("Apache License");
  expect(licences.match(/Permission is hereby granted, free of charge/g)?.length).toBeGreaterThan(
    10,
  );
});
