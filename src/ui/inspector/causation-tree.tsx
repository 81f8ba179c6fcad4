import { useMemo } from "react";
import type { UnhashedEvent } from "../../eventlog/envelope.ts";
import {
  type CausationNode,
  causationTrees,
  conversationAround,
} from "../../read-model/queries/causation.ts";
import { Button } from "../components/button.tsx";
import { useBook, useServices } from "../context/book-context.tsx";
import { formatCount } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { inspect } from "../provenance/open-inspector.ts";
import styles from "./inspector.module.css";
import { Part } from "./section.tsx";

/** The conversation an event belongs to: what caused it, and what became of it until now. */
export function CausationTree({ event }: { readonly event: UnhashedEvent }) {
  const { history } = useServices().session;
  const head = useBook((state) => state.head.position);
  const { trees, isPart } = useMemo(() => {
    const nearby = conversationAround(history, event, head);
    return { trees: causationTrees(nearby.events), isPart: nearby.isPart };
  }, [history, event, head]);
  return (
    <Part title={rooms.inspector.causes}>
      <ul className={styles["tree"]} aria-label={rooms.inspector.causes}>
        {trees.map((node) => (
          <Branch key={node.event.id} node={node} shown={event} />
        ))}
      </ul>
      {isPart && <p className={styles["soft"]}>{rooms.inspector.nearest}</p>}
    </Part>
  );
}

interface BranchProps {
  readonly node: CausationNode;
  readonly shown: UnhashedEvent;
}

function Branch({ node, shown }: BranchProps) {
  const { event, effects } = node;
  return (
    <li>
      <EventLink event={event} shown={shown} />
      {effects.length > 0 && (
        <ul>
          {effects.map((effect) => (
            <Branch key={effect.event.id} node={effect} shown={shown} />
          ))}
        </ul>
      )}
    </li>
  );
}

interface EventLinkProps {
  readonly event: UnhashedEvent;
  /** The event that is looked into. */
  readonly shown: UnhashedEvent;
}

/** The way to another event, or the mark of the one that is looked into. */
export function EventLink({ event, shown }: EventLinkProps) {
  const { store } = useServices().session;
  const { position, type, meta } = event;
  const { causationOrdinal = 1 } = meta;
  return (
    <Button
      small
      look="quiet"
      aria-current={event.id === shown.id}
      onClick={() => inspect(store, position)}
    >
      {type} #{formatCount(position)}
      {causationOrdinal > 1 && rooms.inspector.attempt(causationOrdinal)}
    </Button>
  );
}
