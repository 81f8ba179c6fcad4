import * as v from "valibot";
import type { Upcaster } from "../eventlog/upcast.ts";
import type { UPCASTERS } from "./upcasters.ts";

type Chains = typeof UPCASTERS;

/** The event types that once carried something else. */
type Evolved = {
  [Type in keyof Chains]: Chains[Type] extends readonly [] ? never : Type;
}[keyof Chains];

/** One shape for each step of a chain. */
type ShapeEach<Steps extends readonly Upcaster[]> = {
  readonly [Step in keyof Steps]: v.GenericSchema;
};

const text = v.exactOptional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))));

/**
 * What an event type carried in its older schema versions, from version 1 on: one shape for each step of its upcaster
 * chain, so that a step never meets data it was not written for. A shape that stands here is never changed.
 */
export const PAST_SHAPES: {
  readonly [Type in Evolved]: ShapeEach<Chains[Type]>;
} = {
  BookOpened: [v.strictObject({ usernameKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) })],
  ClientChanged: [v.strictObject({ name: text, email: text, phone: text })],
};
