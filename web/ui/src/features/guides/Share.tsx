import type { GuideStanding } from "@dougong/kit/guides";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";

/** How much of it a person has done. */
export function Share({ person }: { person: GuideStanding }) {
  const { t } = useTranslation("guides");
  const { done, steps } = person;
  return (
    <span className="dg-guide-share">
      <progress max={steps} value={done} aria-label={t("done", { done, of: steps })} />
      <span>
        {done}/{steps}
      </span>
    </span>
  );
}

/** What comes next for a person, and when the last step was done. */
export function useStandingWords() {
  const { t } = useTranslation("guides");
  return {
    next: ({ next }: GuideStanding) => (next ? labelText(next.step) : t("team.all")),
    last: ({ lastAt }: GuideStanding) =>
      lastAt ? formatInstant(lastAt, "short") : t("team.never"),
  };
}
