import { useRef, useState } from "react";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { Progress } from "../../components/progress.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { HashesNote } from "../../files/hashes-note.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import { AddressFields } from "./address-fields.tsx";
import { useAddressForm } from "./use-address-form.ts";

/** Brings the open book to a server, so that others can join it. */
export function ShareForm() {
  const { sharing } = useServices();
  const id = useBook((state) => state.book.id);
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number }>();
  const breaking = useRef<AbortController>(undefined);
  const form = useAddressForm("share-book", { name: `book-${id.slice(0, 8)}` }, async (address) => {
    breaking.current = new AbortController();
    try {
      await sharing.share(address, {
        signal: breaking.current.signal,
        onProgress: (done, total) => setProgress({ done, total }),
      });
    } finally {
      setProgress(undefined);
    }
  });
  return (
    <form className={styles["card"]} aria-labelledby="share-book" noValidate onSubmit={form.submit}>
      <h2 id="share-book">{rooms.sharing.share}</h2>
      <p className={styles["soft"]}>{rooms.sharing.shareMeans}</p>
      <HashesNote />
      <AddressFields {...form} />
      {form.problem && <Notice tone="refused">{form.problem}</Notice>}
      {progress && (
        <Progress
          label={rooms.sharing.moving}
          {...progress}
          onCancel={() => breaking.current?.abort(new Error(rooms.sharing.brokenOff))}
        />
      )}
      <div>
        <Button type="submit" look="primary" disabled={form.pending}>
          {form.pending ? rooms.sharing.sharing : rooms.sharing.share}
        </Button>
      </div>
    </form>
  );
}
