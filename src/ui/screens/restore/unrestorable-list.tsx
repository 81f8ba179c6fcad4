import type { RestorePlan } from "../../../application/reversal/plan-restore.ts";
import panel from "../../components/layout.module.css";
import { useServices } from "../../context/book-context.tsx";
import { rowName } from "../../describe/record-name.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { outcomeWords, sayDifference } from "./restore-table.tsx";

/** Records that are told in full; the table has them all. */
const MOST = 20;

/** What is not brought back, each with its reason in full. */
export function NotBrought({ plan }: { readonly plan: RestorePlan }) {
  const { history } = useServices().session;
  const records = plan.records.filter(
    ({ outcome }) => outcome.kind === "refused" || outcome.kind === "stays",
  );
  if (records.length === 0) return null;
  return (
    <section className={panel["form"]} aria-label={rooms.restore.notBrought}>
      <h2>{rooms.restore.notBrought}</h2>
      <ul className={panel["changes"]}>
        {records.slice(0, MOST).map((record) => (
          <li key={`${record.view} ${record.key}`}>
            <strong>{rowName(history, record.view, record.key, plan.head)}</strong>
            <span>{sayDifference(record, plan, history)}</span>
            <span className={record.outcome.kind === "refused" ? panel["refusal"] : panel["soft"]}>
              {outcomeWords(record.outcome).why}
            </span>
          </li>
        ))}
      </ul>
      {records.length > MOST && (
        <p className={panel["soft"]}>{rooms.restore.more(records.length - MOST)}</p>
      )}
    </section>
  );
}
