import { readEvent } from "../../domain/events.ts";
import type { StreamName, UnhashedEvent } from "../../eventlog/envelope.ts";
import { writeInstant } from "../../eventlog/util/rfc3339.ts";
import { createTextParts } from "../blob-writer.ts";
import { productId, tellEvent } from "./ocel-event.ts";
import { type LifeEvent, type ToldObject, tellObject } from "./ocel-object.ts";
import {
  declaredType,
  EVENT_ATTRIBUTES,
  EVENT_TYPES,
  OBJECT_TYPES,
  type Relation,
  type Values,
} from "./ocel-types.ts";

/** The events of an object-centric event log, which is written piece by piece. */
export interface OcelEvents {
  /** Adds an event; they come in the order of the log. */
  addEvent(event: UnhashedEvent): void;
  /** Goes on with the objects. */
  endEvents(): OcelObjects;
}

/** Its objects, which come after them. */
export interface OcelObjects {
  /** Adds the client, order or wallet that a stream is about, by all that happened in it. */
  addObject(life: readonly LifeEvent[]): void;
  /** All of the log. The products that events named are objects too. */
  end(): Blob;
}

/**
 * Begins a log in the JSON format of OCEL 2.0 (https://www.ocel-standard.org), for programs that mine processes. Money is in whole
 * units of its currency, times are RFC 3339 in UTC. Values are texts, as the standard's JSON Schema wants it; what they mean is
 * declared with their types. Events of other programs keep their types, and tell no more than when they happened.
 * @param isThere whether a client, an order or a wallet is in the file, by the name of its stream: nothing else is related to.
 */
export function beginOcelFile(isThere: (stream: StreamName) => boolean): OcelEvents {
  const text = createTextParts();
  const products = new Set<string>();
  const currencies = new Map<StreamName, string>();
  const foreignTypes = new Set<string>();
  let separator = "";
  const put = (part: object): void => {
    text.add(`${separator}\n${JSON.stringify(part)}`);
    separator = ",";
  };
  const isHere = ({ objectId }: Relation): boolean =>
    objectId.startsWith(PRODUCT) || isThere(objectId as StreamName);

  text.add(`{"objectTypes": ${list(declaredTypes(OBJECT_TYPES))},\n"events": [`);
  return {
    addEvent(recorded) {
      const { id, type, stream, position, meta } = recorded;
      const reading = readEvent(recorded);
      const event = reading.kind === "known" ? reading.event : undefined;
      if (event?.type === "WalletOpened") currencies.set(stream, event.data.currency);
      if (event?.type === "OrderPlaced" || event?.type === "OrderLinesChanged") {
        for (const { productCode } of event.data.lines) products.add(productCode);
      }
      if (!Object.hasOwn(EVENT_TYPES, type)) foreignTypes.add(type);
      const told = event && tellEvent(event, stream, currencies.get(stream));
      put({
        ...{ id, type, time: writeInstant(meta.occurredAt) },
        attributes: attributesOf({ position, ...told?.values }),
        relationships: told?.relations.filter(isHere) ?? [],
      });
    },
    endEvents() {
      text.add('\n],\n"objects": [');
      separator = "";
      return {
        addObject(life) {
          const object = tellObject(life);
          if (object) put({ ...object, relationships: object.relationships.filter(isHere) });
        },
        end() {
          for (const code of products) put(toldProduct(code));
          const types = declaredTypes(EVENT_TYPES, EVENT_ATTRIBUTES);
          for (const type of foreignTypes) types.push(declaredType(type, EVENT_ATTRIBUTES));
          text.add(`\n],\n"eventTypes": ${list(types)}}\n`);
          return text.end("application/json");
        },
      };
    },
  };
}

const PRODUCT = productId("");

/** Since when a value stands that was never given one: the standard has it so. */
const ALWAYS = "1970-01-01T00:00:00.000Z";

function toldProduct(code: string): ToldObject {
  const attributes = [{ name: "code", value: code, time: ALWAYS }];
  return { id: productId(code), type: "product", attributes, relationships: [] };
}

function declaredTypes(
  types: { readonly [name: string]: Parameters<typeof declaredType>[1] },
  common: Parameters<typeof declaredType>[1] = {},
): object[] {
  return Object.entries(types).map(([name, own]) => declaredType(name, { ...common, ...own }));
}

function attributesOf(values: Values): object[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value: String(value) }],
  );
}

function list(parts: readonly object[]): string {
  return `[\n${parts.map((part) => JSON.stringify(part)).join(",\n")}\n]`;
}
