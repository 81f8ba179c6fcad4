import { useEffect, useState } from "react";
import { version } from "../../../../package.json";
import { countTabs } from "../../../store/open-tabs.ts";
import { useBook } from "../../book-context.tsx";
import { formatBytes, formatCount } from "../../format.ts";
import styles from "../../parts/panel.module.css";

interface Measured {
  readonly used?: number;
  readonly quota?: number;
  readonly tabs?: number;
}

const VERSIONS = `Hindsight ${version}, log file CloudEvents 1.0`;

/** Storage, its promise to stay, tabs and versions, as they are when the screen is opened. */
export function DeviceFacts() {
  const bookId = useBook((state) => state.book.id);
  const head = useBook((state) => state.head.position);
  const persisted = useBook((state) => state.persisted);
  const inMemory = useBook((state) => state.keeping === "memory");
  const [measured, setMeasured] = useState<Measured>({});

  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again whenever the log has grown
  useEffect(() => {
    measure(bookId).then(setMeasured);
  }, [bookId, head]);

  const { used, quota, tabs } = measured;
  return (
    <dl className={styles["facts"]}>
      <dt>Storage used</dt>
      <dd>{inMemory ? "none" : used === undefined ? "not told" : formatBytes(used)}</dd>
      <dt>Storage left</dt>
      <dd>{used === undefined || quota === undefined ? "not told" : formatBytes(quota - used)}</dd>
      <dt>Stays</dt>
      <dd>{inMemory ? "until this page is closed" : PROMISES[String(persisted) as Answer]}</dd>
      <dt>Tabs with this book</dt>
      <dd>{tabs === undefined ? "not told" : formatCount(tabs)}</dd>
      <dt>Versions</dt>
      <dd>{VERSIONS}</dd>
    </dl>
  );
}

type Answer = "true" | "false" | "undefined";

const PROMISES: { readonly [Each in Answer]: string } = {
  true: "the browser promised to keep it",
  false: "the browser may clear it when the disk is full: keep backups",
  undefined: "not asked yet",
};

async function measure(bookId: string): Promise<Measured> {
  const [estimate, tabs] = await Promise.all([
    navigator.storage?.estimate?.().catch(() => undefined),
    countTabs(bookId),
  ]);
  return {
    ...(estimate?.usage !== undefined && { used: estimate.usage }),
    ...(estimate?.quota !== undefined && { quota: estimate.quota }),
    ...(tabs !== undefined && { tabs }),
  };
}
