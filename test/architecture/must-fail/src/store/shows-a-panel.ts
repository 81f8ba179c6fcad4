// Violates store-knows-no-screen.
import { orders } from "../ui/panels/orders/orders.ts";

export const panel = orders;
