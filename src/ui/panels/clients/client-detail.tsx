import type { Position } from "../../../eventlog/envelope.ts";
import { type ClientRow, clients } from "../../../views/clients.ts";
import { rowChanges } from "../../../views/field-changes.ts";
import { useBook, useServices } from "../../book-context.tsx";
import { ChangesList } from "../../changes-list.tsx";
import { beginClientEdit } from "../../drafts/client-draft.ts";
import { editDraftName, editedVersion, keepDraft } from "../../drafts/edit-draft.ts";
import { formatMoney } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import styles from "../../parts/panel.module.css";
import { EditClientForm } from "./edit-client-form.tsx";

interface ClientDetailProps {
  readonly client: ClientRow;
  readonly at: Position;
  onClose(): void;
}

/** One client: what is known, the wallet, the history, and the form that changes it. */
export function ClientDetail({ client, at, onClose }: ClientDetailProps) {
  const { history, store } = useServices().session;
  const name = editDraftName("client", client.id);
  const isEdited = useBook(({ drafts }) => editedVersion(drafts[name]) !== undefined);
  const wallet = history.wallets.row(client.id, at);
  return (
    <article className={styles["form"]} aria-label={`Client ${client.username}`}>
      <header className={styles["header"]}>
        <h2>{client.username}</h2>
        <Button small onClick={onClose}>
          Close
        </Button>
      </header>
      {isEdited ? (
        <EditClientForm id={client.id} onLeave={() => keepDraft(store, name, undefined)} />
      ) : (
        <>
          <dl className={styles["facts"]}>
            <dt>Name</dt>
            <dd>{client.name ?? "–"}</dd>
            <dt>E-mail</dt>
            <dd>{client.email ?? "–"}</dd>
            <dt>Phone</dt>
            <dd>{client.phone ?? "–"}</dd>
            <dt>Wallet</dt>
            <dd>{wallet ? formatMoney(wallet.balance, wallet.currency) : "none yet"}</dd>
            <dt>Version</dt>
            <dd>{client.version}</dd>
          </dl>
          <div>
            <Button onClick={() => keepDraft(store, name, beginClientEdit(client))}>
              Edit client
            </Button>
          </div>
        </>
      )}
      <ChangesList changes={rowChanges(clients, history.clients.changes(client.id, at))} />
    </article>
  );
}
