import type { SharingState } from "../../../application/store/sharing-state.ts";
import type { KeptAddress } from "../../../eventlog/replication/server-address.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { useServices } from "../../context/book-context.tsx";
import { sayLink } from "../../describe/describe-sync.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { PartedCopy } from "./diverged-copy.tsx";
import { LeaveBook } from "./leave-form.tsx";
import { WhoIsHere } from "./presence-list.tsx";
import { RefusedCommands } from "./refused-commands.tsx";
import { WhoSigns } from "./signer-list.tsx";
import { UnlockForm } from "./unlock-form.tsx";

interface SharedBookProps {
  readonly address: KeptAddress;
  readonly sharing: SharingState;
}

/** How a shared book stands with the others: what waits, what was refused, and the way out. */
export function SharedBook({ address, sharing }: SharedBookProps) {
  const { link, role, waiting, refused, certain } = sharing;
  const { unlock } = useServices().sharing;
  const servers = address.servers.join(", ");
  return (
    <>
      <RefusedCommands refused={refused} />
      <div className={styles["cards"]}>
        <section className={styles["card"]} aria-labelledby="link-title">
          <h2 id="link-title">{rooms.sharing.status}</h2>
          <p>
            <strong>{sayLink(sharing)}</strong>
          </p>
          {"message" in link ? (
            <Notice tone="refused" actions={link.kind === "parted" && <PartedCopy />}>
              {link.message}
            </Notice>
          ) : (
            <p>{rooms.sharing.states[link.kind]}</p>
          )}
          {link.kind === "locked" && <UnlockForm address={address} onGiven={unlock} />}
          {waiting > 0 && <p>{rooms.sharing.waiting(waiting)}</p>}
          {role && <p>{rooms.sharing.roles[role]}</p>}
          {certain.position > 0 && (
            <>
              <p className={styles["soft"]}>{rooms.sharing.fingerprint(certain.position)}</p>
              <p className={styles["mono"]}>{certain.hash}</p>
            </>
          )}
        </section>
        <WhoIsHere {...sharing} />
        <WhoSigns {...sharing} />
        <section className={styles["card"]} aria-labelledby="address-title">
          <h2 id="address-title">{rooms.sharing.address}</h2>
          <dl className={styles["facts"]}>
            <dt>{rooms.sharing.server}</dt>
            <dd>{servers}</dd>
            <dt>{rooms.sharing.name}</dt>
            <dd>{address.name}</dd>
          </dl>
          <div>
            <CopyButton
              label={rooms.sharing.invitation}
              text={rooms.sharing.invite(servers, address.name)}
            />
          </div>
        </section>
        <LeaveBook />
      </div>
    </>
  );
}
