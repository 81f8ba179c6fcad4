import { ChevronLeft, ChevronRight, Pin, X } from "lucide-react";
import { useMemo, useRef } from "react";
import type { Inspected } from "../../application/store/book-store.ts";
import { positionAfter, START, type UnhashedEvent } from "../../eventlog/envelope.ts";
import { touchedRows } from "../../read-model/queries/event-effects.ts";
import { Button } from "../components/button.tsx";
import { Tabs } from "../components/tabs.tsx";
import { useBook, useServices, useShownPosition } from "../context/book-context.tsx";
import { Moment } from "../describe/moment.tsx";
import { useIsNarrow } from "../hooks/use-window-size.ts";
import { formatCount, formatExactMoment } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { closeInspector, inspectNext } from "../provenance/open-inspector.ts";
import { CausationTree } from "./causation-tree.tsx";
import { Column, Sheet } from "./column-or-sheet.tsx";
import { Answer } from "./field-answer.tsx";
import styles from "./inspector.module.css";
import { RawEvent } from "./raw-event.tsx";
import { StateChanges } from "./state-changes.tsx";
import { useClosedWithScreen } from "./use-closed-with-screen.ts";
import { eventsOfCommand, useCommand } from "./use-command-record.ts";
import { WhatHappened } from "./what-happened.tsx";

/** One event beside any screen: what was asked for, what was decided, what happened, and what it changed. */
export function Inspector() {
  const { history, store } = useServices().session;
  const inspected = useBook((state) => state.inspected);
  const head = useBook((state) => state.head.position);
  const isReading = useBook((state) => state.unread > 0);
  const isNarrow = useIsNarrow();
  const isPinned = useBook((state) => state.isInspectorPinned);
  const title = useRef<HTMLHeadingElement>(null);
  useClosedWithScreen();
  if (!inspected) return null;
  const { position } = inspected;
  const event = isReading ? undefined : history.event(position);
  const close = () => closeInspector(store);
  const step = (by: 1 | -1) => {
    const next = positionAfter(position, by);
    if (next > START && next <= head) inspectNext(store, next);
  };
  const Frame = isNarrow ? Sheet : Column;
  return (
    <Frame label={rooms.inspector.title} title={title} asked={inspected.asked} onClose={close}>
      <header className={styles["header"]}>
        <h2 ref={title} tabIndex={-1}>
          {event?.type ?? rooms.inspector.title}{" "}
          <span className={styles["mono"]}>#{formatCount(position)}</span>
        </h2>
        <div className={styles["buttons"]}>
          <Button
            aria-label={rooms.inspector.previous}
            aria-disabled={position <= 1}
            onClick={() => step(-1)}
          >
            <ChevronLeft size={16} aria-hidden="true" />
          </Button>
          <Button
            aria-label={rooms.inspector.next}
            aria-disabled={position >= head}
            onClick={() => step(1)}
          >
            <ChevronRight size={16} aria-hidden="true" />
          </Button>
          {/* Over a whole narrow screen there is no other one to go to. */}
          {!isNarrow && (
            <Button
              aria-label={rooms.inspector.pin}
              aria-pressed={isPinned}
              title={rooms.inspector.pinTitle}
              onClick={() => store.setState({ isInspectorPinned: !isPinned })}
            >
              <Pin size={16} aria-hidden="true" />
            </Button>
          )}
          <Button aria-label={rooms.inspector.close} onClick={close}>
            <X size={16} aria-hidden="true" />
          </Button>
        </div>
      </header>
      <div className={styles["body"]}>
        {isReading ? (
          <p className={styles["soft"]}>{rooms.inspector.reading}</p>
        ) : event ? (
          <EventParts {...{ event, inspected, isNarrow }} />
        ) : (
          <p className={styles["soft"]}>
            {position === START ? rooms.inspector.nothingYet : rooms.inspector.beyond}
          </p>
        )}
      </div>
    </Frame>
  );
}

interface EventPartsProps {
  readonly event: UnhashedEvent;
  readonly inspected: Inspected;
  readonly isNarrow: boolean;
}

function EventParts({ event, inspected: { asked }, isNarrow }: EventPartsProps) {
  const { history, time } = useServices().session;
  const { position, stream, version, meta } = event;
  const rows = useMemo(() => touchedRows(history, event), [history, event]);
  const events = useMemo(() => eventsOfCommand(history, event), [history, event]);
  const command = useCommand(event, (events[0] ?? event).position);
  const happened = <WhatHappened {...{ event, events, command }} />;
  // In a column the command stands above the state; in tabs nothing does.
  const isSettled = isNarrow || command.kind !== "reading";
  const state = <StateChanges {...{ event, rows, asked, isSettled }} />;
  const causes = <CausationTree event={event} />;
  const raw = <RawEvent event={event} />;
  return (
    <>
      <div className={styles["place"]}>
        <p className={styles["soft"]}>
          {rooms.inspector.place(<span className={styles["mono"]}>{stream}</span>, version)}
          <br />
          <Moment time={meta.occurredAt} format={formatExactMoment} />
          <IfLater position={position} />
        </p>
        <Button small onClick={() => time.goTo(position)}>
          {rooms.common.seeThen}
        </Button>
      </div>
      {asked && <Answer {...{ event, rows, asked }} />}
      {isNarrow ? (
        <Tabs
          label={rooms.inspector.parts}
          first={asked ? 1 : 0}
          tabs={[
            {
              title: rooms.inspector.happened,
              content: (
                <>
                  {happened}
                  {causes}
                </>
              ),
            },
            { title: rooms.inspector.state, content: state },
            { title: rooms.inspector.raw, content: raw },
          ]}
        />
      ) : (
        <>
          {happened}
          {state}
          {causes}
          {raw}
        </>
      )}
    </>
  );
}

// Alone, since it alone is drawn anew with every move along the timeline.
function IfLater({ position }: Pick<UnhashedEvent, "position">) {
  const isLater = position > useShownPosition();
  return isLater && rooms.inspector.later;
}
