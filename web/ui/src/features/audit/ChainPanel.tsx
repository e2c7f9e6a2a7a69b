import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { ErrorState, Notice, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { type ChainFault, checkChain, keys, readChain } from "./api.ts";

/** Whether the log is as it was written, since when that is known, and where it is not. */
export function ChainPanel() {
  const { t } = useTranslation("audit");
  const queries = useQueryClient();
  const [askedAfter, setAskedAfter] = useState<string | null>(null);
  const chain = useQuery({
    queryKey: keys.chain,
    queryFn: readChain,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      isBusy(state.data?.underWaySince, state.data?.last?.begunAt, askedAfter) ? 1_000 : false,
  });
  if (chain.error) return <ErrorState error={chain.error} onRetry={() => void chain.refetch()} />;
  if (!chain.data) return null;
  const { head, last, underWaySince } = chain.data;
  const busy = isBusy(underWaySince, last?.begunAt, askedAfter);
  async function check() {
    try {
      setAskedAfter(last?.begunAt ?? "");
      await checkChain();
    } catch {
      setAskedAfter(null);
      showToast({ text: t("chain.failed"), tone: "error" });
    }
    await queries.invalidateQueries({ queryKey: keys.chain });
  }
  return (
    <section className="dg-audit-chain" aria-label={t("chain.title")}>
      {last && !last.isWhole && <Faults faults={last.faults} />}
      <div>
        <p role="status">
          {!last && t("chain.never")}
          {last?.isWhole &&
            t("chain.whole", { at: formatInstant(last.endedAt), count: last.entries })}
          {last && !last.isWhole && t("chain.lastCheck", { at: formatInstant(last.endedAt) })}
        </p>
        <Button loading={busy} onClick={() => void check()}>
          {t("chain.check")}
        </Button>
      </div>
      {head && (
        <details>
          <summary>{t("chain.head")}</summary>
          <p>{t("chain.headText")}</p>
          <code>
            {head.number} {head.digest}
          </code>
        </details>
      )}
    </section>
  );
}

/** Whether a check runs, or one that was asked for has not come yet. */
function isBusy(
  underWaySince: string | null | undefined,
  lastBegunAt: string | undefined,
  askedAfter: string | null,
): boolean {
  return Boolean(underWaySince) || (askedAfter !== null && (lastBegunAt ?? "") === askedAfter);
}

function Faults({ faults }: { faults: ChainFault[] }) {
  const { t } = useTranslation("audit");
  return (
    <Notice>
      <strong>{t("chain.broken", { count: faults.length })}</strong>
      <ul>
        {faults.slice(0, 20).map((fault) => (
          <li key={`${fault.kind} ${fault.source} ${fault.batch} ${fault.seq}`}>
            {t(`fault.${fault.kind}`, {
              batch: fault.batch ?? "",
              seq: fault.seq,
              source: fault.source ? t(`source.${fault.source}`) : "",
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
