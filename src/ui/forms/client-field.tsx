import { useMemo, useState } from "react";
import { shownPosition } from "../../application/store/book-store.ts";
import { START } from "../../eventlog/envelope.ts";
import { type Choice, Combobox } from "../components/combobox.tsx";
import { useBook, useServices } from "../context/book-context.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import { suggestClients } from "./suggest-clients.ts";
import type { CommandForm } from "./use-command-form.ts";

/** The field of a command's form in which a client is found by a few letters. */
export function ClientField({ form }: { readonly form: CommandForm }) {
  const [isChoosing, setChoosing] = useState(false);
  const typed = form.draft["client"] ?? "";
  return (
    <Combobox
      label={rooms.labels.client}
      name="client"
      value={typed}
      choices={useClientChoices(typed, isChoosing)}
      error={form.errorOf("client")}
      onChange={(value) => form.set("client", value)}
      onFocus={() => setChoosing(true)}
      onBlur={() => {
        setChoosing(false);
        form.touch("client");
      }}
    />
  );
}

// Only while somebody chooses: a form that looks on costs nothing while the timeline is dragged.
function useClientChoices(typed: string, isChoosing: boolean): Choice[] {
  const { clients } = useServices().session.history;
  const at = useBook((state) => (isChoosing ? shownPosition(state) : START));
  return useMemo(
    () => (isChoosing ? suggestClients(clients, at, typed) : []),
    [clients, at, typed, isChoosing],
  );
}
