import { type Position, positionAfter, type UnhashedEvent } from "../../eventlog/envelope.ts";
import { Button } from "../components/button.tsx";
import styles from "../components/layout.module.css";
import { DataTable } from "../components/table/data-table.tsx";
import type { Column } from "../components/table/table-column.ts";
import { useServices } from "../context/book-context.tsx";
import { Moment } from "../describe/moment.tsx";
import { useCertain } from "../hooks/use-pending-rows.ts";
import { useTablePlace } from "../hooks/use-table-state.ts";
import { formatCount, formatMoment } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";

interface EventsTableProps {
  readonly at: Position;
  readonly opened: Position | undefined;
  /** The event to bring into sight. */
  readonly revealed: Position | undefined;
  onOpen(position: Position): void;
}

/** The log up to a position, the newest event first. */
export function EventsTable({ at, opened, revealed, onOpen }: EventsTableProps) {
  const { history } = useServices().session;
  const certain = useCertain();
  const columns: readonly Column<UnhashedEvent>[] = [
    {
      title: "#",
      width: "56px",
      cell: ({ position }) => <span className={styles["mono"]}>{formatCount(position)}</span>,
    },
    {
      title: rooms.timeline.type,
      width: "minmax(130px, 1fr)",
      cell: ({ position, type }) => (
        <Button
          small
          look="quiet"
          aria-pressed={position === opened}
          aria-label={rooms.timeline.open(type, position)}
          onClick={() => onOpen(position)}
        >
          <strong>{type}</strong>
        </Button>
      ),
    },
    {
      title: rooms.timeline.stream,
      width: "minmax(120px, 1.4fr)",
      room: "medium",
      cell: ({ stream }) => <span className={styles["mono"]}>{stream}</span>,
    },
    {
      title: rooms.timeline.version,
      width: "60px",
      room: "wide",
      end: true,
      cell: ({ version }) => version,
    },
    {
      title: rooms.timeline.happened,
      width: "minmax(100px, 176px)",
      cell: ({ meta }) => (
        <span className={styles["soft"]}>
          <Moment time={meta.occurredAt} format={formatMoment} />
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={rooms.timeline.events}
      columns={columns}
      count={at}
      place={useTablePlace("events")}
      rowAt={(index) => history.event(positionAfter(at, -index))}
      keyOf={(index) => at - index}
      indexOf={(position) => (Number(position) <= at ? at - Number(position) : -1)}
      reveal={revealed}
      onOpen={({ position }) => onOpen(position)}
      isSelected={({ position }) => position === opened}
      isPending={certain === undefined ? undefined : ({ position }) => position > certain}
      empty={rooms.timeline.none}
    />
  );
}
