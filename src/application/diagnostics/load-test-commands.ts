// Few clients for many writers, so that they meet; few cents, so that some debits are refused.
const CLIENTS = 4;

/** The next command of one of many writers: registers the clients first, then a mixture in a fixed order. */
export function nextCommand(writer: number, turn: number): unknown {
  const client = `client ${writer % CLIENTS}`;
  if (turn === 0) return { type: "RegisterClient", username: client };
  const orderId = `${writer}-${turn - (turn % 5)}`;
  switch (turn % 5) {
    case 0:
      return {
        type: "PlaceOrder",
        orderId,
        client,
        lines: [{ productCode: "TEA", quantity: 1, unitPrice: turn }],
      };
    case 1:
      return { type: "CreditWallet", client, amount: 100 };
    case 2:
      return { type: "DebitWallet", client, amount: 150 };
    case 3:
      return { type: "ShipOrder", orderId };
    default:
      return { type: "ChangeClient", client, name: `changed by ${writer} in turn ${turn}` };
  }
}
