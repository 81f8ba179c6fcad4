import type { OrderRow } from "./orders.ts";

/** Counts and sums over orders. Cancelled orders count, but are worth nothing. */
export interface OrderSummary {
  readonly count: number;
  readonly placed: number;
  readonly paid: number;
  readonly shipped: number;
  readonly cancelled: number;
  /** One sum a currency, in minor units. */
  readonly totals: readonly { readonly currency: string; readonly total: number }[];
}

/** Sums up orders. */
export function summarize(orders: readonly OrderRow[]): OrderSummary {
  const counts = { placed: 0, paid: 0, shipped: 0, cancelled: 0 };
  const totals = new Map<string, number>();
  for (const { status, currency, total } of orders) {
    counts[status] += 1;
    if (status !== "cancelled") totals.set(currency, (totals.get(currency) ?? 0) + total);
  }
  return {
    count: orders.length,
    ...counts,
    totals: [...totals].map(([currency, total]) => ({ currency, total })),
  };
}
