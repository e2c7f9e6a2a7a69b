import { formatDecimal, useTranslation } from "@dougong/kit/i18n";
import type { Amounts, OperationsState } from "./api.ts";

const names: (keyof Amounts)[] = ["people", "records", "files", "calls"];

/** How much of what the operators allow this workspace uses; nothing where nothing is limited. */
export function Limits({ limits, use }: Pick<OperationsState, "limits" | "use">) {
  const { t } = useTranslation("operations");
  if (limits === null || use === null) return null;
  const amount = (what: keyof Amounts, value: number | null) =>
    what === "files"
      ? t("storage.size", { size: formatDecimal(String((value ?? 0) / 1_000_000), 0, 1) })
      : formatDecimal(String(value ?? 0));
  return (
    <section className="dg-operations-panel" aria-labelledby="operations-limits">
      <h2 id="operations-limits">{t("limit.title")}</h2>
      <table className="dg-operations-table">
        <thead>
          <tr>
            <th scope="col">{t("limit.what")}</th>
            <th scope="col">{t("limit.used")}</th>
            <th scope="col">{t("limit.most")}</th>
          </tr>
        </thead>
        <tbody>
          {names
            .filter((what) => limits[what] !== null)
            .map((what) => (
              <tr
                key={what}
                data-limit={what}
                className={(use[what] ?? 0) >= (limits[what] ?? 0) * 0.9 ? "is-late" : undefined}
              >
                <th scope="row">{t(`limit.name.${what}`)}</th>
                <td>{what === "calls" ? "–" : amount(what, use[what])}</td>
                <td>{amount(what, limits[what])}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <small>{t("limit.note")}</small>
    </section>
  );
}
