import type { ClientId } from "../../../domain/ids.ts";
import styles from "../../components/layout.module.css";
import { NotThere } from "../../components/not-there.tsx";
import { ListTop } from "../../components/table/list-header.tsx";
import { RowsFound } from "../../components/table/search-status.tsx";
import { useBook, useServices, useShownPosition } from "../../context/book-context.tsx";
import { useOpened } from "../../context/use-opened.ts";
import { movementsFile } from "../../files/csv/movements-csv.ts";
import { walletsFile } from "../../files/csv/wallets-csv.ts";
import { SaveAs } from "../../files/save-as-button.tsx";
import { useBroughtIntoView } from "../../hooks/use-scroll-into-view.ts";
import { useRowList } from "../../hooks/use-search-results.ts";
import { useTableQuery } from "../../hooks/use-table-state.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { WalletDetail } from "./wallet-detail.tsx";
import { MoveMoneyForm } from "./wallet-transaction-form.tsx";
import { WalletsTable } from "./wallets-table.tsx";

/** The wallets as of the cursor, one a client, and the form that puts money in or takes it out. */
export function WalletsPanel() {
  const { history } = useServices().session;
  const at = useShownPosition();
  const isLive = useBook((state) => state.cursor === "live");
  const [opened, open] = useOpened<ClientId>("wallets");
  const [query, setQuery] = useTableQuery("wallets");
  const { list, searching } = useRowList(history.search.wallets, query, at);
  const count = history.wallets.count(at);
  const wallet = opened && history.wallets.row(opened, at);
  const side = useBroughtIntoView(wallet ? wallet.clientId : undefined);
  return (
    <section className={styles["panel"]} aria-labelledby="wallets-title">
      <ListTop
        id="wallets-title"
        title={texts.screens.wallets}
        opened={wallet ? history.clients.row(wallet.clientId, at)?.username : undefined}
        sub={isLive ? rooms.wallets.count(count) : texts.past.asOfNow(rooms.wallets.count(count))}
        files={
          <>
            <RowsFound text="" count={count} searching={searching} />
            <SaveAs
              what={rooms.files.wallets}
              begin={(moment) => walletsFile(history, query, moment)}
            />
            <SaveAs
              what={rooms.files.movements}
              label={rooms.files.saveMovements}
              begin={(moment) => movementsFile(history, query, moment)}
            />
          </>
        }
      />
      <div className={styles["split"]}>
        <WalletsTable {...{ at, query, list, opened }} onQuery={setQuery} onOpen={open} />
        <aside ref={side} className={styles["side"]} aria-label={rooms.wallets.one}>
          {wallet ? (
            <WalletDetail wallet={wallet} at={at} onClose={() => open()} />
          ) : (
            <>
              {opened !== undefined && <NotThere id={opened} />}
              <MoveMoneyForm />
            </>
          )}
        </aside>
      </div>
    </section>
  );
}
