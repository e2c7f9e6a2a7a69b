import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { keys, readLedger } from "./api.ts";

/** Who was erased when and by whom, without anything that tells of the person. */
export function LedgerPanel() {
  const { t } = useTranslation("personal");
  const ledger = useQuery({ queryKey: keys.ledger, queryFn: readLedger, staleTime: 0 });
  if (ledger.isPending) return <Bones lines={3} />;
  if (ledger.error) {
    return <ErrorState error={ledger.error} onRetry={() => void ledger.refetch()} />;
  }
  const { items } = ledger.data;
  return (
    <section>
      <h2>{t("ledger")}</h2>
      {items.length === 0 ? (
        <p>{t("ledgerEmpty")}</p>
      ) : (
        <ol aria-label={t("ledger")}>
          {items.map(({ id, at, by, label, records }) => (
            <li key={id}>
              <time dateTime={at}>{formatInstant(at)}</time> · {by ?? t("engine")} ·{" "}
              {t("ledgerLine", { label, records })}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
