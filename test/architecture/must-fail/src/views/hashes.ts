// Violates port-only.
import { hashChain } from "../eventlog/hash-chain.ts";

export const hash = hashChain;
