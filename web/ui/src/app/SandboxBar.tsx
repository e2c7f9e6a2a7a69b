import { useSandboxTime } from "@dougong/kit/api";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";

/** Says on every page that this is a copy for trying rules, and what time it is taken to be. */
export function SandboxBar() {
  const { t } = useTranslation("web");
  const now = useSandboxTime();
  if (now === null) return null;
  return (
    <aside className="dg-sandbox" aria-label={t("sandbox.label")}>
      {t("sandbox.bar", { now: formatInstant(now, "full") })}
    </aside>
  );
}
