import { formatDecimal, useTranslation } from "@dougong/kit/i18n";
import { type Counts, outcomes } from "./api.ts";

/** How many rows had which outcome. */
export function CountTags({ counts, isLarge }: { counts: Counts; isLarge?: boolean }) {
  const { t } = useTranslation("import");
  const shown = outcomes.filter((outcome) => (counts[outcome] ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <ul className={isLarge ? "dg-import-counts dg-import-counts-large" : "dg-import-counts"}>
      {shown.map((outcome) => (
        <li key={outcome} data-outcome={outcome}>
          <strong>{formatDecimal(String(counts[outcome]))}</strong> {t(`outcomes.${outcome}`)}
        </li>
      ))}
    </ul>
  );
}
