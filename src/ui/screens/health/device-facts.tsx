import { useEffect, useState } from "react";
import { version } from "../../../../package.json";
import { countTabs } from "../../../application/diagnostics/tab-count.ts";
import styles from "../../components/layout.module.css";
import { useBook } from "../../context/book-context.tsx";
import { formatBytes, formatCount } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";

interface Measured {
  readonly used?: number;
  readonly quota?: number;
  readonly tabs?: number;
}

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
      <dt>{rooms.health.used}</dt>
      <dd>
        {inMemory
          ? rooms.health.noStorage
          : used === undefined
            ? rooms.health.notTold
            : formatBytes(used)}
      </dd>
      <dt>{rooms.health.left}</dt>
      <dd>
        {used === undefined || quota === undefined
          ? rooms.health.notTold
          : formatBytes(quota - used)}
      </dd>
      <dt>{rooms.health.stays}</dt>
      <dd>{inMemory ? rooms.health.whileOpen : PROMISES[String(persisted) as Answer]}</dd>
      <dt>{rooms.health.tabs}</dt>
      <dd>{tabs === undefined ? rooms.health.notTold : formatCount(tabs)}</dd>
      <dt>{rooms.health.versions}</dt>
      <dd>{rooms.health.version(version)}</dd>
    </dl>
  );
}

type Answer = "true" | "false" | "undefined";

const PROMISES: { readonly [Each in Answer]: string } = {
  true: rooms.health.promised,
  false: rooms.health.notPromised,
  undefined: rooms.health.notAsked,
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
