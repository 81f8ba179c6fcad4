import {
  ArrowLeftRight,
  Ellipsis,
  GitBranch,
  HeartPulse,
  History,
  LayoutDashboard,
  type LucideIcon,
  Package,
  ScrollText,
  Share2,
  Users,
  Wallet,
} from "lucide-react";
import { Link, useLocation } from "wouter";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { Logo } from "../components/logo.tsx";
import { useBook } from "../context/book-context.tsx";
import { screenOf } from "../context/use-opened.ts";
import { describeBackup } from "../describe/describe-backup.ts";
import { useIsNarrow } from "../hooks/use-window-size.ts";
import { texts } from "../i18n/texts.ts";
import styles from "./shell.module.css";
import { UndoButtons } from "./undo-buttons.tsx";

// What a narrow screen has no room for stands behind “More” there.
const OFTEN = [
  { to: "/clients", name: texts.screens.clients, Icon: Users },
  { to: "/orders", name: texts.screens.orders, Icon: Package },
  { to: "/wallets", name: texts.screens.wallets, Icon: Wallet },
] as const;
const FIRST = { to: "/dashboard", name: texts.screens.dashboard, Icon: LayoutDashboard } as const;
const RARELY = [
  { to: "/timeline", name: texts.screens.timeline, Icon: History },
  { to: "/journal", name: texts.screens.journal, Icon: ScrollText },
  { to: "/transfer", name: texts.screens.transfer, Icon: ArrowLeftRight },
  { to: "/sharing", name: texts.screens.sharing, Icon: Share2 },
] as const;

const BRANCH = { to: "/branch", name: texts.screens.branch, Icon: GitBranch } as const;

/** The ways to every screen, and the book's health at its foot. */
export function Rail() {
  const isNarrow = useIsNarrow();
  const isBranch = useBook((state) => state.book.branchOf !== undefined);
  const rarely = isBranch ? [...RARELY, BRANCH] : RARELY;
  return (
    <nav className={styles["rail"]} aria-label={texts.rail.title}>
      <Link to="/" className={styles["brand"]}>
        <Logo />
        {texts.rail.product}
      </Link>
      <Links links={isNarrow ? OFTEN : [FIRST, ...OFTEN, ...rarely]} />
      {isNarrow ? <More links={[FIRST, ...rarely]} /> : <HealthLink />}
    </nav>
  );
}

interface LinksProps {
  readonly links: readonly {
    readonly to: string;
    readonly name: string;
    readonly Icon: LucideIcon;
  }[];
}

function Links({ links }: LinksProps) {
  const [location] = useLocation();
  return links.map(({ to, name, Icon }) => (
    <Link
      key={to}
      to={to}
      className={styles["link"]}
      aria-current={screenOf(location) === screenOf(to) ? "page" : undefined}
    >
      <Icon size={17} aria-hidden="true" />
      {name}
    </Link>
  ));
}

const MORE = "more-screens";

function More({ links }: LinksProps) {
  const [location] = useLocation();
  return (
    <>
      <button type="button" popoverTarget={MORE} className={styles["link"]}>
        <Ellipsis size={17} aria-hidden="true" />
        {texts.rail.more}
      </button>
      {/* Whoever has come to a screen has chosen: another one begins closed. */}
      <div key={location} id={MORE} popover="auto" className={styles["more"]}>
        <UndoButtons within={MORE} />
        <Links links={links} />
        <HealthLink />
      </div>
    </>
  );
}

function HealthLink() {
  const [location] = useLocation();
  const head = useBook((state) => state.head);
  const book = useBook((state) => state.book);
  const inMemory = useBook((state) => state.keeping === "memory");
  // What waits to be sent has none yet.
  const certain = useBook((state) => state.sharing?.certain ?? state.head);
  const events = texts.rail.events(head.position);
  return (
    <Link
      to="/health"
      className={styles["health"]}
      aria-current={location === "/health" ? "page" : undefined}
    >
      <span className={styles["healthName"]}>
        <HeartPulse size={17} aria-hidden="true" /> {texts.screens.health}
      </span>
      <span className={styles["healthFact"]}>
        {inMemory ? texts.rail.inMemory(events) : texts.rail.onDevice(events)}
      </span>
      <span className={styles["healthFact"]}>
        {texts.rail.fingerprint(
          <code>{certain.position > 0 ? certain.hash.slice(0, 12) : "–"}</code>,
        )}
      </span>
      <span className={styles["healthFact"]}>
        {texts.backup.last(describeBackup(book, head.position, Date.now() as EpochMs))}
      </span>
    </Link>
  );
}
