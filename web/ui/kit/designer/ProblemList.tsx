import { type ProblemEntry, problemText } from "../api/index.ts";
import { useTranslation } from "../i18n/index.ts";
import { Notice } from "../ui/index.ts";

export interface ProblemListProps {
  problems: readonly ProblemEntry[];
  /** Name of what a place in a document belongs to. */
  placeOf: (pointer: string, problem: ProblemEntry) => string | undefined;
  onChoose: (place: string) => void;
}

/** Everything that is wrong, in one place; each leads to where it is. */
export function ProblemList({ problems, placeOf, onChoose }: ProblemListProps) {
  const { t } = useTranslation("design");
  if (problems.length === 0) return null;
  return (
    <Notice>
      <strong>{t("problems", { count: problems.length })}</strong>
      <ul className="dg-designer-problems">
        {problems.map((problem) => {
          const place = placeOf(problem.pointer ?? "", problem);
          const text = problemText(problem);
          return (
            <li key={`${problem.code} ${problem.document ?? ""} ${problem.pointer ?? ""}`}>
              {place === undefined ? (
                text
              ) : (
                <button type="button" onClick={() => onChoose(place)}>
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
