import type { ClientId } from "../../../domain/ids.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import { type ClientRow, clients } from "../../../read-model/projections/clients.ts";
import { rowChanges } from "../../../read-model/queries/field-diff.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { NotThere } from "../../components/not-there.tsx";
import { useBook, useServices, useShownPosition } from "../../context/book-context.tsx";
import { useOpened } from "../../context/use-opened.ts";
import { Moment } from "../../describe/moment.tsx";
import { beginClientEdit } from "../../forms/drafts/client-draft.ts";
import { editDraftName, editedVersion, keepDraft } from "../../forms/drafts/edit-draft.ts";
import { useIsPrinting } from "../../hooks/use-is-printing.ts";
import { useOrderFacts } from "../../hooks/use-order-lines.ts";
import { useBroughtIntoView } from "../../hooks/use-scroll-into-view.ts";
import { formatDay, formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { ChangesList } from "../../provenance/change-history.tsx";
import { ValuesList } from "../../provenance/field-list.tsx";
import { useOrigins } from "../../provenance/use-field-origins.ts";
import { ClientFeed } from "./activity-feed.tsx";
import { AddClientForm } from "./add-client-form.tsx";
import { ClientOrders } from "./client-orders-list.tsx";
import { ClientSheet } from "./client-sheet.tsx";
import { EditClientForm } from "./edit-client-form.tsx";
import { LookAlikesNote } from "./look-alikes-note.tsx";

/**
 * The client in the address: what is known, the wallet, the history, and the form that changes it.
 * Where there is none, the form for another one.
 */
export function ClientDetail() {
  const { clients } = useServices().session.history;
  const at = useShownPosition();
  const [opened, open] = useOpened<ClientId>("clients");
  const client = opened && clients.row(opened, at);
  if (client) return <Detail client={client} at={at} onClose={() => open()} />;
  return (
    <>
      {opened && <NotThere id={opened} />}
      <AddClientForm />
    </>
  );
}

interface DetailProps {
  readonly client: ClientRow;
  readonly at: Position;
  onClose(): void;
}

function Detail({ client, at, onClose }: DetailProps) {
  const { history, store } = useServices().session;
  // Here and not in the panel, which is drawn before the code of this part has come.
  const article = useBroughtIntoView(client.id);
  const name = editDraftName("client", client.id);
  const isEdited = useBook(({ drafts }) => editedVersion(drafts[name]) !== undefined);
  const known = useOrderFacts();
  const isPrinting = useIsPrinting();
  const wallet = history.wallets.row(client.id, at);
  const { ofClient, ofWallet } = useOrigins(at);
  const of = (field: keyof ClientRow & string) => ofClient(client.id, field);
  const values = [
    { field: texts.labels.username, value: client.username, from: of("username") },
    { field: texts.labels.name, value: client.name ?? "–", from: of("name") },
    { field: texts.labels.email, value: client.email ?? "–", from: of("email") },
    { field: texts.labels.phone, value: client.phone ?? "–", from: of("phone") },
    {
      field: texts.labels.address,
      value: <span className={styles["asTyped"]}>{client.address ?? "–"}</span>,
      from: of("address"),
    },
    {
      field: rooms.wallets.one,
      value: wallet ? formatMoney(wallet.balance, wallet.currency) : rooms.clients.noWallet,
      from: ofWallet(client.id, "balance"),
    },
    {
      field: texts.common.since,
      value: <Moment time={client.registeredAt} format={formatDay} />,
      from: of("registeredAt"),
    },
  ];
  return (
    <article
      ref={article}
      className={styles["form"]}
      aria-label={rooms.clients.named(client.username)}
    >
      <header className={styles["header"]}>
        <h2>{client.username}</h2>
        <Button small onClick={onClose}>
          {texts.common.close}
        </Button>
      </header>
      <LookAlikesNote username={client.username} />
      {isEdited ? (
        <EditClientForm id={client.id} onLeave={() => keepDraft(store, name, undefined)} />
      ) : (
        <>
          <ValuesList values={values} />
          <p className={styles["soft"]}>{rooms.common.version(client.version)}</p>
          <div>
            <Button onClick={() => keepDraft(store, name, beginClientEdit(client))}>
              {rooms.clients.edit}
            </Button>
          </div>
        </>
      )}
      <ClientOrders client={client} at={at} known={known} />
      <ClientFeed client={client} at={at} />
      <ChangesList changes={rowChanges(clients, history.clients.changes(client.id, at))} />
      {isPrinting && <ClientSheet client={client} at={at} facts={values} />}
    </article>
  );
}
