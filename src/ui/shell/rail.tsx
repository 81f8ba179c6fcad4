import {
  ArrowLeftRight,
  HeartPulse,
  History,
  Package,
  ScrollText,
  Users,
  Wallet,
} from "lucide-react";
import { Link, useLocation } from "wouter";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { useBook } from "../book-context.tsx";
import { describeBackup } from "../describe-backup.ts";
import { formatCount } from "../format.ts";
import { Logo } from "../parts/logo.tsx";
import { screenOf } from "../use-opened.ts";
import styles from "./shell.module.css";

const LINKS = [
  { to: "/clients", name: "Clients", Icon: Users },
  { to: "/orders", name: "Orders", Icon: Package },
  { to: "/wallets", name: "Wallets", Icon: Wallet },
  { to: "/timeline", name: "Timeline", Icon: History },
  { to: "/journal", name: "Journal", Icon: ScrollText },
  { to: "/transfer", name: "Transfer", Icon: ArrowLeftRight },
] as const;

/** The ways to every screen, and the book's health at its foot. */
export function Rail() {
  const [location] = useLocation();
  const head = useBook((state) => state.head);
  const book = useBook((state) => state.book);
  const inMemory = useBook((state) => state.keeping === "memory");
  return (
    <nav className={styles["rail"]} aria-label="Main">
      <Link to="/" className={styles["brand"]}>
        <Logo />
        Hindsight
      </Link>
      {LINKS.map(({ to, name, Icon }) => (
        <Link
          key={to}
          to={to}
          className={styles["link"]}
          aria-current={screenOf(location) === screenOf(to) ? "page" : undefined}
        >
          <Icon size={17} aria-hidden="true" />
          {name}
        </Link>
      ))}
      <Link
        to="/health"
        className={styles["health"]}
        aria-current={location === "/health" ? "page" : undefined}
      >
        <span className={styles["healthName"]}>
          <HeartPulse size={17} aria-hidden="true" /> Health
        </span>
        <span className={styles["healthFact"]}>
          {formatCount(head.position)} events {inMemory ? "in memory only" : "on this device"}
        </span>
        <span className={styles["healthFact"]}>
          Fingerprint <code>{head.position > 0 ? head.hash.slice(0, 12) : "–"}</code>
        </span>
        <span className={styles["healthFact"]}>
          Last backup: {describeBackup(book, head.position, Date.now() as EpochMs)}
        </span>
      </Link>
    </nav>
  );
}
