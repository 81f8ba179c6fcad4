// Violates engine-stays-in-its-room.
import { nanos } from "@nats-io/nats-core";

export const asks = nanos;
