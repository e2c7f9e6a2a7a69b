import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Chip, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { sayProblem } from "../problem.ts";
import { type HandOver, listHandOvers, peopleKeys, undoHandOver } from "./api.ts";

const refreshMilliseconds = 1_500;

const isUnderWay = ({ state }: HandOver) => state === "running" || state === "undoing";

/** What was handed over lately, how far it is, and the way back. */
export function HandOvers() {
  const { t } = useTranslation("people");
  const queries = useQueryClient();
  const all = useQuery({
    queryKey: peopleKeys.handOvers,
    queryFn: listHandOvers,
    refetchInterval: (query) => (query.state.data?.some(isUnderWay) ? refreshMilliseconds : false),
  });
  async function undo(one: HandOver) {
    try {
      await undoHandOver(one.id);
      showToast({ text: t("said.undone", { name: one.from.label ?? "" }), tone: "success" });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: peopleKeys.all });
  }
  if (!all.data || all.data.length === 0) return null;
  return (
    <section aria-label={t("handOvers.title")}>
      <h2>{t("handOvers.title")}</h2>
      <ul>
        {all.data.map((one) => (
          <li key={one.id}>
            <div>
              <strong>
                {t("handOvers.what", { from: one.from.label ?? "—", to: one.to.label ?? "—" })}
              </strong>{" "}
              <Chip
                text={t(`handOvers.state.${one.state}`)}
                color={isUnderWay(one) ? "blue" : "green"}
              />
              <small>
                {formatInstant(one.at, "short")} · {one.by.label ?? "—"} ·{" "}
                {t("handOvers.sums", { records: one.records, tasks: one.tasks })}
              </small>
              {one.reason && <small>{one.reason}</small>}
            </div>
            {one.state === "done" && (
              <Button onClick={() => void undo(one)}>{t("handOvers.undo")}</Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
