import { formatDecimal, useTranslation } from "@dougong/kit/i18n";
import type { OperationsState, Statement } from "./api.ts";

const milliseconds = (micros: number) => formatDecimal(String(micros / 1_000), 0, 1);

/** Statements of the database that take long: those that run now, and those that took most. */
export function Statements({
  statements,
}: {
  statements: NonNullable<OperationsState["statements"]>;
}) {
  const { t } = useTranslation("operations");
  const line = (one: Statement, isRunning: boolean) => (
    <li key={`${isRunning}${one.text}`}>
      <code>{one.text}</code>
      <small>
        {isRunning
          ? t("statement.runs", { time: milliseconds(one.meanMicros) })
          : t("statement.took", {
              calls: formatDecimal(String(one.calls)),
              mean: milliseconds(one.meanMicros),
              total: milliseconds(one.totalMicros),
            })}
      </small>
    </li>
  );
  const isQuiet = statements.running.length === 0 && statements.most.length === 0;
  return (
    <section className="dg-operations-panel" aria-labelledby="operations-statements">
      <h2 id="operations-statements">{t("statement.title")}</h2>
      {isQuiet && <p className="dg-operations-none">{t("statement.none")}</p>}
      <ul className="dg-operations-statements">
        {statements.running.map((one) => line(one, true))}
        {statements.most.map((one) => line(one, false))}
      </ul>
      {!statements.isMeasured && <p className="dg-operations-none">{t("statement.unmeasured")}</p>}
    </section>
  );
}
