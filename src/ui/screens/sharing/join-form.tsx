import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { useServices } from "../../context/book-context.tsx";
import { nameProblem } from "../../forms/use-name-form.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { AddressFields } from "./address-fields.tsx";
import { useAddressForm } from "./use-address-form.ts";

/** Opens a book that somebody else has shared. */
export function JoinForm() {
  const { sharing } = useServices();
  const form = useAddressForm(
    "join-book",
    { book: rooms.sharing.ourBook },
    (address, { book = "" }) => sharing.join(address, book.trim()),
    ({ book = "" }) => ({ book: nameProblem(book) }),
  );
  return (
    <form className={styles["card"]} aria-labelledby="join-book" noValidate onSubmit={form.submit}>
      <h2 id="join-book">{rooms.sharing.join}</h2>
      <p className={styles["soft"]}>{rooms.sharing.joinMeans}</p>
      <AddressFields {...form} />
      <Field
        label={rooms.sharing.bookName}
        required
        maxLength={100}
        hint={rooms.sharing.bookNameHint}
        {...form.bind("book")}
      />
      {form.problem && <Notice tone="refused">{form.problem}</Notice>}
      <div>
        <Button type="submit" look="primary" disabled={form.pending}>
          {form.pending ? rooms.sharing.joining : rooms.sharing.join}
        </Button>
      </div>
    </form>
  );
}
