import { ArrowLeftRight, History, Package, Users } from "lucide-react";
import { Link, useLocation } from "wouter";
import { useBook } from "../book-context.tsx";
import { formatCount } from "../format.ts";
import { Logo } from "../parts/logo.tsx";
import styles from "./shell.module.css";

const LINKS = [
  { to: "/clients", name: "Clients", Icon: Users },
  { to: "/orders", name: "Orders", Icon: Package },
  { to: "/timeline", name: "Timeline", Icon: History },
  { to: "/transfer", name: "Transfer", Icon: ArrowLeftRight },
] as const;

/** The ways to every screen, and the book's fingerprint at its foot. */
export function Rail() {
  const [location] = useLocation();
  const head = useBook((state) => state.head);
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
          aria-current={location === to ? "page" : undefined}
        >
          <Icon size={17} aria-hidden="true" />
          {name}
        </Link>
      ))}
      <div className={styles["health"]}>
        <span>{formatCount(head.position)} events on this device</span>
        <span>
          Fingerprint <code>{head.position > 0 ? head.hash.slice(0, 12) : "–"}</code>
        </span>
      </div>
    </nav>
  );
}
