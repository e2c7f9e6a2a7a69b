import { ApiProblem } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { keepFor, keys, readRetention } from "./api.ts";

const usual = [180, 365, 730, 1095, 1825, 3650];

/** For how long entries are kept; the change takes effect within ten minutes. */
export function RetentionSetting() {
  const { t } = useTranslation("audit");
  const id = useId();
  const queries = useQueryClient();
  const retention = useQuery({ queryKey: keys.retention, queryFn: readRetention });
  if (!retention.data) return null;
  const { days } = retention.data;
  const offered = days === null || usual.includes(days) ? usual : [...usual, days];
  async function keep(chosen: number | null) {
    try {
      await keepFor(chosen);
      showToast({
        text: chosen === null ? t("keep.isForEver") : t("keep.isFor", { count: chosen }),
        tone: "success",
        action: { text: t("undo"), run: () => void keep(days) },
      });
    } catch (error) {
      const [entry] = error instanceof ApiProblem ? error.entries : [];
      showToast({ text: entry?.message ?? t("chain.failed"), tone: "error" });
    }
    await queries.invalidateQueries({ queryKey: ["audit"] });
  }
  return (
    <div className="dg-audit-keep">
      <label htmlFor={id}>{t("keep.label")}</label>
      <NativeSelect
        id={id}
        value={days ?? ""}
        onChange={({ target }) => void keep(target.value === "" ? null : Number(target.value))}
      >
        <option value="">{t("keep.forEver")}</option>
        {offered.map((one) => (
          <option key={one} value={one}>
            {t("keep.days", { count: one })}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}
