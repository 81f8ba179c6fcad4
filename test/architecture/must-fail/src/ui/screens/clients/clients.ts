// Violates panels-stand-alone.
import { orders } from "../orders/orders.ts";

export const clients = orders;
