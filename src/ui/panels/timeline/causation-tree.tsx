import { useMemo } from "react";
import type { UnhashedEvent } from "../../../eventlog/envelope.ts";
import { type CausationNode, causationTrees } from "../../../views/causation.ts";
import { useServices, useShownPosition } from "../../book-context.tsx";
import { Button } from "../../parts/button.tsx";
import styles from "./causation-tree.module.css";

/** The conversation an event belongs to: what caused it, and what it caused. */
export function CausationTree({ event }: { readonly event: UnhashedEvent }) {
  const { history } = useServices().session;
  const at = useShownPosition();
  const trees = useMemo(() => {
    return causationTrees(history.conversation(event.meta.correlationId, at));
  }, [history, at, event]);
  return (
    <ul className={styles["tree"]} aria-label="Causes and effects">
      {trees.map((node) => (
        <Branch key={node.event.id} node={node} shown={event} />
      ))}
    </ul>
  );
}

interface BranchProps {
  readonly node: CausationNode;
  readonly shown: UnhashedEvent;
}

function Branch({ node, shown }: BranchProps) {
  const { time } = useServices().session;
  const { event, effects } = node;
  const { causationOrdinal } = event.meta;
  return (
    <li>
      <Button
        small
        look="quiet"
        aria-current={event.id === shown.id}
        onClick={() => time.goTo(event.position)}
      >
        {event.type} #{event.position}
        {causationOrdinal !== undefined && causationOrdinal > 1 && `, attempt ${causationOrdinal}`}
      </Button>
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
