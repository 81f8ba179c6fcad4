// Violates application-knows-no-screen.
import { orders } from "../ui/screens/orders/orders.ts";

export const panel = orders;
