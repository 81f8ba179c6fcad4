import { useState } from "react";
import { Link } from "wouter";
import { useStore } from "zustand";
import type { BranchPoint } from "../../../eventlog/book-catalog.ts";
import type { BookSession } from "../../../store/book-session.ts";
import { useBook, useServices } from "../../book-context.tsx";
import { formatCount } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import panel from "../../parts/panel.module.css";
import { Progress } from "../../parts/progress.tsx";
import { useOpened } from "../../use-opened.ts";
import styles from "./branch.module.css";
import { BranchesHere } from "./branches-here.tsx";
import { CarryCommands } from "./carry-commands.tsx";
import { DiscardBranch } from "./discard-branch.tsx";
import { SideBySide } from "./side-by-side.tsx";
import { type Origin, useOrigin } from "./use-origin.ts";

/** A branch beside the book it comes from: what differs, and what can go from one to the other. */
export function BranchPanel() {
  const branchOf = useBook((state) => state.book.branchOf);
  return branchOf ? <Branch branchOf={branchOf} /> : <BranchesHere />;
}

function Branch({ branchOf }: { readonly branchOf: BranchPoint }) {
  const { openBook } = useServices();
  const name = useBook((state) => state.book.name);
  const [isDiscarding, setIsDiscarding] = useState(false);
  const origin = useOrigin(branchOf);
  const of = origin.kind === "open" || origin.kind === "opening" ? origin.session : undefined;
  const originName = of?.store.getState().book.name;
  return (
    <section className={panel["panel"]} aria-labelledby="branch-title">
      <header className={panel["header"]}>
        <div>
          <h1 id="branch-title">Branch: {name}</h1>
          <p className={panel["sub"]}>
            {branchOf.at === 0
              ? "Begins before the first event"
              : `Begins after event ${formatCount(branchOf.at)}`}
            {originName === undefined ? "." : ` of “${originName}”.`} What you do here stays here.
          </p>
        </div>
        <div className={panel["buttons"]}>
          {originName !== undefined && (
            <Button onClick={() => openBook(branchOf.book)}>Open {originName}</Button>
          )}
          {!isDiscarding && (
            <Button look="danger" onClick={() => setIsDiscarding(true)}>
              Discard branch
            </Button>
          )}
        </div>
      </header>
      {isDiscarding && (
        <DiscardBranch
          origin={originName === undefined ? "" : branchOf.book}
          onLeave={() => setIsDiscarding(false)}
        />
      )}
      <OriginState origin={origin} at={branchOf.at} />
    </section>
  );
}

interface OriginStateProps {
  readonly origin: Origin;
  readonly at: BranchPoint["at"];
}

function OriginState({ origin, at }: OriginStateProps) {
  switch (origin.kind) {
    case "opening":
      return origin.session ? (
        <OpeningOrigin origin={origin.session} />
      ) : (
        <Progress label="Opening the other book" done={0} total={0} />
      );
    case "gone":
      return (
        <Notice tone="past">
          The book this branch comes from is not in this browser any more, so there is nothing to
          compare it with. The branch is whole by itself and can be used like any book.
        </Notice>
      );
    case "parted":
      return (
        <Notice tone="past">
          The book this branch comes from is another one now: its first {formatCount(at)} events are
          not those this branch begins with. Nothing can be carried between them. The branch is
          whole by itself and can be used like any book.
        </Notice>
      );
    case "failed":
      return <Notice tone="refused">The other book could not be opened. {origin.message}</Notice>;
    case "open":
      return <BothBooks origin={origin.session} at={at} />;
    default:
      return origin satisfies never;
  }
}

function OpeningOrigin({ origin }: { readonly origin: BookSession }) {
  const { phase, unread, head, book } = useStore(origin.store);
  const total = phase.kind === "opening" ? phase.total : head.position;
  const done = phase.kind === "opening" ? phase.done : head.position - unread;
  return <Progress label={`Opening “${book.name}”, event`} done={done} total={total} />;
}

const TABS = [
  { tab: undefined, name: "Side by side" },
  { tab: "bring-in", name: "Bring in" },
  { tab: "carry-over", name: "Carry over" },
] as const;

function BothBooks({
  origin,
  at,
}: {
  readonly origin: BookSession;
  readonly at: BranchPoint["at"];
}) {
  const { session: branch } = useServices();
  const [opened] = useOpened("branch");
  const { phase } = useStore(origin.store);
  return (
    <>
      <nav className={styles["tabs"]} aria-label="Branch">
        {TABS.map(({ tab, name }) => (
          <Link
            key={name}
            to={tab === undefined ? "/branch" : `/branch/${tab}`}
            aria-current={opened === tab ? "page" : undefined}
          >
            {name}
          </Link>
        ))}
      </nav>
      {phase.kind === "read-only" && (
        <Notice tone="refused">
          “{origin.store.getState().book.name}” can only be looked at. {phase.trouble.message}
        </Notice>
      )}
      {opened === "bring-in" ? (
        <CarryCommands key="in" way="in" from={origin} to={branch} since={at} />
      ) : opened === "carry-over" ? (
        <CarryCommands key="over" way="over" from={branch} to={origin} since={at} />
      ) : (
        <SideBySide origin={origin} branch={branch} since={at} />
      )}
    </>
  );
}
