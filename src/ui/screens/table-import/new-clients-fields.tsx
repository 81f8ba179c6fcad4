import { useState } from "react";
import type { NewClients } from "../../../formats/csv/rows/row-reading.ts";
import { Check } from "../../components/checkbox.tsx";
import { Field } from "../../components/field.tsx";
import { rooms } from "../../i18n/screen-texts.ts";

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
