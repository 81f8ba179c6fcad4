// Violates nobody-imports-main.
import { main } from "../main.tsx";

export const started = main;
