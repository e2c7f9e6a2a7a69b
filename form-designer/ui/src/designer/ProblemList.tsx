import { type ProblemEntry, problemText } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Notice } from "@dougong/kit/ui";
import { type Draft, keyOf } from "./model.ts";

export interface ProblemListProps {
  problems: readonly ProblemEntry[];
  draft: Draft;
  onChoose: (key: string) => void;
}

/** Everything that is wrong, in one place; each leads to its field. */
export function ProblemList({ problems, draft, onChoose }: ProblemListProps) {
  const { t } = useTranslation("designer");
  if (problems.length === 0) return null;
  return (
    <Notice>
      <strong>{t("problems", { count: problems.length })}</strong>
      <ul className="dg-designer-problems">
        {problems.map((problem) => {
          const key = fieldAt(draft, problem.pointer ?? "");
          const text = problemText(problem);
          return (
            <li key={`${problem.code} ${problem.pointer ?? ""}`}>
              {key === undefined ? (
                text
              ) : (
                <button type="button" onClick={() => onChoose(key)}>
                  {text}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

/** The field that a place in one of the documents is about. */
function fieldAt(draft: Draft, pointer: string): string | undefined {
  const [, part, first = "", second, third = ""] = pointer.split("/");
  if (part === "fields") return draft.entity.fields[Number(first)]?.key;
  if (part !== "layout" || second !== "fields") return undefined;
  const placed = draft.form.layout[Number(first)]?.fields[Number(third)];
  return placed === undefined ? undefined : keyOf(placed);
}
