import { lazy, Suspense } from "react";
import type { ClientId } from "../../../domain/ids.ts";
import styles from "../../components/layout.module.css";
import { ListTop } from "../../components/table/list-header.tsx";
import { RowsFound } from "../../components/table/search-status.tsx";
import { useBook, useServices, useShownPosition } from "../../context/book-context.tsx";
import { DrawnPanel } from "../../context/lazy-screen.tsx";
import { useOpened } from "../../context/use-opened.ts";
import { useRowList } from "../../hooks/use-search-results.ts";
import { useTableQuery } from "../../hooks/use-table-state.ts";
import { texts } from "../../i18n/texts.ts";
import { CLIENT_DETAIL } from "../../screens.ts";
import { AddClientForm } from "./add-client-form.tsx";
import { ClientFilters } from "./client-filters.tsx";
import { ClientsTable } from "./clients-table.tsx";

const SaveAs = lazy(async () => ({
  default: (await import("../../files/save-as-button.tsx")).SaveAs,
}));

/** The clients as of the cursor, and the form for another one. */
export function ClientsPanel() {
  const { history } = useServices().session;
  const at = useShownPosition();
  const isLive = useBook((state) => state.cursor === "live");
  const count = history.clients.count(at);
  const [opened, open] = useOpened<ClientId>("clients");
  const [query, setQuery] = useTableQuery("clients");
  const { list, searching } = useRowList(history.search.clients, query, at);
  const client = opened && history.clients.row(opened, at);
  return (
    <section className={styles["panel"]} aria-labelledby="clients-title">
      <ListTop
        id="clients-title"
        title={texts.screens.clients}
        opened={client ? client.username : undefined}
        sub={isLive ? texts.clients.count(count) : texts.past.asOfNow(texts.clients.count(count))}
        isFiltered={query.text !== ""}
        files={
          <Suspense>
            <SaveAs
              what={texts.files.clients}
              begin={async (moment) => {
                const { clientsFile } = await import("../../files/csv/clients-csv.ts");
                return clientsFile(history, query, moment);
              }}
            />
          </Suspense>
        }
      >
        <ClientFilters query={query} onChange={setQuery}>
          <RowsFound text={query.text} count={list.count} searching={searching} />
        </ClientFilters>
      </ListTop>
      <div className={styles["split"]}>
        <ClientsTable
          {...{ at, query, list, searching, opened }}
          onQuery={setQuery}
          onOpen={open}
        />
        <aside className={styles["side"]} aria-label={texts.clients.one}>
          {opened ? (
            <Suspense>
              <DrawnPanel key={opened} panel={CLIENT_DETAIL} />
            </Suspense>
          ) : (
            <AddClientForm />
          )}
        </aside>
      </div>
    </section>
  );
}
