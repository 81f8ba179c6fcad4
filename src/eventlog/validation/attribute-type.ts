/** What the `type` of an event of ours begins with; its name follows. */
const OWN_TYPES = "app.hindsight.";

/**
 * The name of an event of ours, by its `type`: `OrderPlaced` of `app.hindsight.OrderPlaced`.
 * Undefined for all other types.
 */
export function ownNameOf(type: string): string | undefined {
  const name = type.startsWith(OWN_TYPES) ? type.slice(OWN_TYPES.length) : "";
  return name === "" || name.includes(".") ? undefined : name;
}

/** Whether an event in a log is of a type of another program, by its `type` there. */
export function isForeignType(type: string): boolean {
  return type.includes(".");
}

/**
 * The `type` of an event this log wrote. Types of other programs carry a dot, and so are not taken
 * for ours.
 */
export function toAttributeType(type: string): string {
  return isForeignType(type) ? type : OWN_TYPES + type;
}

/** The other way round than `toAttributeType`. */
export function fromAttributeType(type: string): string {
  return ownNameOf(type) ?? type;
}

/** The `type` of an event that was written elsewhere. */
export function toForeignType(type: string): string {
  return type.startsWith(".") ? type.slice(1) : toAttributeType(type);
}

/**
 * The other way round than `toForeignType`: a type without a dot stands in the log behind one, so
 * that `OrderPlaced` of another program is not taken for ours.
 */
export function fromForeignType(type: string): string {
  const isPlain = !isForeignType(type) || type.startsWith(".");
  return ownNameOf(type) ?? (isPlain ? `.${type}` : type);
}
