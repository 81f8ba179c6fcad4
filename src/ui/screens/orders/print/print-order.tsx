import type { Position } from "../../../../eventlog/envelope.ts";
import type { OrderRow } from "../../../../read-model/projections/orders.ts";
import { Button } from "../../../components/button.tsx";
import { useIsPrinting } from "../../../hooks/use-is-printing.ts";
import { rooms } from "../../../i18n/screen-texts.ts";
import { OrderSheet } from "./order-sheet.tsx";
import { useFingerprint } from "./use-fingerprint.ts";

interface PrintOrderProps {
  readonly order: OrderRow;
  /** The number people call it by. */
  readonly label: string;
  readonly at: Position;
}

/** Prints an order; as long as it is on the screen, the browser's own command prints the same. */
export function PrintOrder({ order, label, at }: PrintOrderProps) {
  const isPrinting = useIsPrinting();
  const fingerprint = useFingerprint(at);
  return (
    <>
      <Button small aria-label={rooms.print.one(label)} onClick={() => window.print()}>
        {rooms.print.print}
      </Button>
      {isPrinting && <OrderSheet {...{ order, label, at, fingerprint }} />}
    </>
  );
}
