import type { CommandInput } from "../../domain/command-schema.ts";

/**
 * Fetches the sample's files, which are served beside the page, and turns them into commands. The reader of CSV is
 * loaded with them.
 * @throws Error naming the file that could not be had.
 */
export async function fetchSample(signal: AbortSignal): Promise<CommandInput[]> {
  const { northwindCommands } = await import("../../formats/northwind-sample.ts");
  const [customers, orders, orderDetails, products] = await Promise.all(
    ["customers", "orders", "order_details", "products"].map((name) =>
      fetchText(`${name}.csv`, signal),
    ),
  );
  return northwindCommands({
    customers: customers ?? "",
    orders: orders ?? "",
    orderDetails: orderDetails ?? "",
    products: products ?? "",
  });
}

async function fetchText(file: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`${import.meta.env.BASE_URL}samples/northwind/${file}`, { signal });
  if (!response.ok) throw new Error(`The sample file ${file} answered ${response.status}.`);
  return response.text();
}
