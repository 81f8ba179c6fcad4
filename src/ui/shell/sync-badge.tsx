import { Check, CloudOff, Loader, TriangleAlert, Users } from "lucide-react";
import { Link } from "wouter";
import type { SharingState } from "../../application/store/sharing-state.ts";
import { useBook } from "../context/book-context.tsx";
import { sayLink } from "../describe/describe-sync.ts";
import { rooms } from "../i18n/screen-texts.ts";
import styles from "./shell.module.css";

/** How a shared book stands with the others, in sign and words, and the way to more of it. */
export function LinkBadge() {
  const sharing = useBook((state) => state.sharing);
  if (!sharing) return null;
  const { Icon, look } = signOf(sharing);
  const words = sayLink(sharing);
  const others = sharing.others.length + sharing.more;
  return (
    <Link
      to="/sharing"
      className={styles["linkBadge"]}
      data-look={look}
      title={rooms.link.title(words)}
    >
      <Icon size={15} aria-hidden="true" />
      <span role="status">{words}</span>
      {others > 0 && (
        <span className={styles["others"]} title={rooms.link.here(others)}>
          <Users size={14} aria-hidden="true" />
          <span aria-hidden="true">{others}</span>
          <span className="visually-hidden">{rooms.link.here(others)}</span>
        </span>
      )}
    </Link>
  );
}

function signOf({ link, waiting, refused }: SharingState) {
  if (["refused", "locked", "parted"].includes(link.kind) || refused.length > 0)
    return { Icon: TriangleAlert, look: "refused" };
  if (link.kind === "offline") return { Icon: CloudOff, look: "waiting" };
  if (link.kind === "connecting" || waiting > 0) return { Icon: Loader, look: "waiting" };
  return { Icon: Check, look: "good" };
}
