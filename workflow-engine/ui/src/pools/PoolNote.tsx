import { type RecordJson, recordKeys, useWorkspace } from "@dougong/kit/api";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { sayProblem } from "../problem.ts";
import { claim, giveBack, listEvents, listPools, type PoolEvent, poolKeys } from "./api.ts";
import "./texts.ts";
import "./pools.css";

/** On a record of a pool: how it came there, in words, and the button to claim it or give it back. */
export function PoolNote({ entity, record }: { entity: string; record: RecordJson }) {
  const { t } = useTranslation("pools");
  const queries = useQueryClient();
  const me = useWorkspace().session.user.id;
  const pools = useQuery({ queryKey: poolKeys.list, queryFn: listPools });
  const pool = pools.data?.find((one) => one.entity === entity);
  const events = useQuery({
    queryKey: [...poolKeys.events(record.id), record.version],
    queryFn: () => listEvents(entity, record.id),
    enabled: pool !== undefined,
  });
  if (!pool) return null;
  async function act(deed: () => Promise<unknown>, said: string) {
    try {
      await deed();
      showToast({ text: said, tone: "success" });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: poolKeys.all });
    await queries.invalidateQueries({ queryKey: recordKeys.entity(entity) });
  }
  const last = events.data?.slice(0, 3) ?? [];
  const isFree = record.owner === null;
  const isMine = record.owner?.id === me;
  if (!isFree && !isMine && last.length === 0) return null;
  return (
    <section className="dg-pool-note" aria-label={t("history")}>
      <ul>
        {last.map((event) => (
          <li key={`${event.at} ${event.deed}`}>
            {formatInstant(event.at, "short")} <Words event={event} />
          </li>
        ))}
      </ul>
      {isFree && (
        <Button
          type="primary"
          onClick={() => void act(() => claim(pool.key, record.id), t("claimed", { title: "" }))}
        >
          {t("claim")}
        </Button>
      )}
      {isMine && (
        <Button onClick={() => void act(() => giveBack(pool.key, record.id), t("gaveBack"))}>
          {t("giveBack")}
        </Button>
      )}
    </section>
  );
}

function Words({ event }: { event: PoolEvent }) {
  const { t } = useTranslation("pools");
  const by = event.deed === "wentBack" && event.workflow ? "wentBackBy" : event.deed;
  return (
    <>
      {t(`deed.${by}`, {
        user: event.user ?? "—",
        actor: event.actor ?? "—",
        workflow: labelText(event.workflow ?? undefined, ""),
      })}
    </>
  );
}
