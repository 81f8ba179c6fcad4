import { useState } from "react";
import { Link } from "wouter";
import { useStore } from "zustand";
import type { BranchPoint } from "../../../application/books/book-catalog.ts";
import type { BookSession } from "../../../application/session/book-session.ts";
import { Button } from "../../components/button.tsx";
import panel from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { Progress } from "../../components/progress.tsx";
import { ScreenTitle } from "../../components/screen-title.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { useOpened } from "../../context/use-opened.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import styles from "./branch.module.css";
import { BranchesHere } from "./branch-list.tsx";
import { DiscardBranch } from "./discard-branch.tsx";
import { CarryCommands } from "./replay-commands.tsx";
import { SideBySide } from "./side-by-side.tsx";
import { type Origin, useOrigin } from "./use-parent-book.ts";

/** A branch beside the book it comes from: what differs, and what can go from one to the other. */
export function BranchPanel() {
  const branchOf = useBook((state) => state.book.branchOf);
  return branchOf ? <Branch branchOf={branchOf} /> : <BranchesHere />;
}

function Branch({ branchOf }: { readonly branchOf: BranchPoint }) {
  const { openBook } = useServices();
  const name = useBook((state) => state.book.name);
  const [opened] = useOpened("branch");
  const [isDiscarding, setIsDiscarding] = useState(false);
  const origin = useOrigin(branchOf);
  const of = origin.kind === "open" || origin.kind === "opening" ? origin.session : undefined;
  const originName = of?.store.getState().book.name;
  const begins = branchOf.at === 0 ? rooms.branch.begins : rooms.branch.beginsAfter(branchOf.at);
  return (
    <section className={panel["panel"]} aria-labelledby="branch-title">
      <header className={panel["header"]}>
        <div>
          <ScreenTitle
            id="branch-title"
            opened={TABS.find(({ tab }) => tab !== undefined && tab === opened)?.name}
          >
            {rooms.branch.title(name)}
          </ScreenTitle>
          <p className={panel["sub"]}>
            {originName === undefined
              ? rooms.branch.stays(begins)
              : rooms.branch.staysOf(begins, originName)}
          </p>
        </div>
        <div className={panel["buttons"]}>
          {originName !== undefined && (
            <Button onClick={() => openBook(branchOf.book)}>
              {rooms.branch.openOne(originName)}
            </Button>
          )}
          {!isDiscarding && (
            <Button look="danger" onClick={() => setIsDiscarding(true)}>
              {rooms.branch.discard}
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
        <Progress label={rooms.branch.opening} done={0} total={0} />
      );
    case "gone":
      return <Notice tone="past">{rooms.branch.gone}</Notice>;
    case "parted":
      return <Notice tone="past">{rooms.branch.parted(at)}</Notice>;
    case "failed":
      return <Notice tone="refused">{rooms.branch.failed(origin.message)}</Notice>;
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
  return <Progress label={rooms.branch.openingOne(book.name)} done={done} total={total} />;
}

const TABS = [
  { tab: undefined, name: rooms.branch.sideBySide },
  { tab: "bring-in", name: rooms.branch.bringIn },
  { tab: "carry-over", name: rooms.branch.carryOver },
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
      <nav className={styles["tabs"]} aria-label={texts.screens.branch}>
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
          {rooms.branch.onlyLook(origin.store.getState().book.name, phase.trouble.message)}
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
