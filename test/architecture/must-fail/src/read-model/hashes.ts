// Violates port-only.
import { hashChain } from "../eventlog/chain/hash-chain.ts";

export const hash = hashChain;
