import { formatDecimal, useTranslation } from "@dougong/kit/i18n";
import type { ImportState } from "./api.ts";

/** How far the work at hand is. */
export function Progress({ state, text }: { state: ImportState; text: string }) {
  const { t } = useTranslation("import");
  const now = t("progress", {
    done: formatDecimal(String(state.done)),
    rows: formatDecimal(String(state.rows)),
  });
  return (
    <div className="dg-import-progress" role="status">
      <p>{text}</p>
      <progress aria-label={text} value={state.done} max={Math.max(1, state.rows)} />
      <small>{now}</small>
    </div>
  );
}
