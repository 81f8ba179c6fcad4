import type { Draft } from "../../../application/store/book-store.ts";
import type { OrderRow } from "../../../read-model/projections/orders.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { useServices } from "../../context/book-context.tsx";
import { ConflictChoices } from "../../forms/conflict-choices.tsx";
import { editDraftName, editedVersion, rebaseEdit } from "../../forms/drafts/edit-draft.ts";
import {
  changeLinesCommand,
  currencyOf,
  draftOfLines,
  draftTotal,
  lineFieldsOf,
  lineProblems,
  withLine,
} from "../../forms/drafts/order-draft.ts";
import { FormFooter } from "../../forms/form-footer.tsx";
import { useCommandForm } from "../../forms/use-command-form.ts";
import { useVersions } from "../../forms/use-record-versions.ts";
import { formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { OrderLinesFields } from "./order-lines-fields.tsx";

const COUNT = { name: "lineCount", label: rooms.orders.lineCount };

interface EditOrderFormProps {
  readonly order: OrderRow;
  onLeave(): void;
}

/** Changes the lines of an open order. Where somebody else changed them meanwhile, the person chooses field by field. */
export function EditOrderForm({ order, onLeave }: EditOrderFormProps) {
  const { id, currency } = order;
  const versions = useVersions(useServices().session.history.orders, id);
  const seen = (draft: Draft) =>
    draftOfLines(versions.at(editedVersion(draft))?.lines ?? [], currency);
  const form = useCommandForm({
    name: editDraftName("order", id),
    problems: lineProblems,
    command: (draft) => changeLinesCommand(id, draft),
    async rebase(draft) {
      const base = seen(draft);
      const theirs = await versions.newest();
      return theirs
        ? rebaseEdit(draft, base, draftOfLines(theirs.lines, currency), theirs.version)
        : draft;
    },
    done: () => "",
  });
  const { draft } = form;
  const theirs = seen(draft);
  const fields = lineFieldsOf(draft);
  const total = draftTotal(draft);
  return (
    <form
      className={styles["form"]}
      aria-label={rooms.orders.edit}
      noValidate
      onSubmit={form.submit}
    >
      <OrderLinesFields form={form} />
      <div>
        <Button onClick={() => form.setDraft(withLine(draft))}>{rooms.orders.addLine}</Button>
      </div>
      <p className={styles["total"]}>
        <span>{rooms.labels.total}</span>
        <span>{total === undefined ? "–" : formatMoney(total, currencyOf(draft))}</span>
      </p>
      <ConflictChoices form={form} theirs={theirs} fields={fields} />
      <ConflictChoices
        form={form}
        theirs={theirs}
        fields={[COUNT]}
        // A line of theirs that comes back brings its fields with it.
        take={(mine) => ({ ...theirs, ...mine, lineCount: theirs["lineCount"] ?? "1" })}
      />
      <FormFooter form={form} label={rooms.orders.save} fields={fields.map(({ name }) => name)} />
      <Button look="quiet" onClick={onLeave}>
        {rooms.common.leave}
      </Button>
    </form>
  );
}
