import { useState } from "react";
import type { NewClients } from "../../../transfer/csv/read-row.ts";
import { Check } from "../../parts/check.tsx";
import { Field } from "../../parts/field.tsx";
import { rooms } from "../../texts/rooms.ts";

interface NewClientsFieldsProps {
  readonly newClients: NewClients;
  onChange(newClients: NewClients): void;
}

/** What becomes of orders whose client is not in the book, or that name none. */
export function NewClientsFields({ newClients, onChange }: NewClientsFieldsProps) {
  const [walkIn, setWalkIn] = useState(newClients.walkIn);
  return (
    <>
      <Check
        label={rooms.tables.addNewClients}
        checked={newClients.areAdded}
        onChange={(areAdded) => onChange({ ...newClients, areAdded })}
      />
      <Field
        label={rooms.tables.walkIn}
        hint={rooms.tables.walkInMeans}
        value={walkIn}
        onChange={(event) => setWalkIn(event.currentTarget.value)}
        onBlur={() => {
          if (walkIn !== newClients.walkIn) onChange({ ...newClients, walkIn });
        }}
      />
    </>
  );
}
