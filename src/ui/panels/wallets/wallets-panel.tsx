import type { ClientId } from "../../../domain/ids.ts";
import { SaveAs } from "../../actions/save-as.tsx";
import { useBook, useServices, useShownPosition } from "../../book-context.tsx";
import { NotThere } from "../../not-there.tsx";
import { ListTop } from "../../parts/list-top.tsx";
import styles from "../../parts/panel.module.css";
import { RowsFound } from "../../rows-found.tsx";
import { movementsFile } from "../../table-files/movements-file.ts";
import { walletsFile } from "../../table-files/wallets-file.ts";
import { rooms } from "../../texts/rooms.ts";
import { texts } from "../../texts/texts.ts";
import { useBroughtIntoView } from "../../use-brought-into-view.ts";
import { useOpened } from "../../use-opened.ts";
import { useRowList } from "../../use-row-list.ts";
import { useTableQuery } from "../../use-table-view.ts";
import { MoveMoneyForm } from "./move-money-form.tsx";
import { WalletDetail } from "./wallet-detail.tsx";
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
