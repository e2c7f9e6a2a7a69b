import { useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import { useId, useState } from "react";
import {
  type Analysis,
  amountsOf,
  analyses,
  datesOf,
  entitiesFor,
  isAnswered,
  ownersOf,
  type Source,
} from "./analysis.ts";

interface NewAnalysisProps {
  isBusy: boolean;
  onStart: (analysis: Analysis, source: Source) => void;
}

/** Questions about customers that are ready to be asked: whose records, whom they belong to, when. */
export function NewAnalysis({ isBusy, onStart }: NewAnalysisProps) {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const id = useId();
  const entities = entitiesFor(metadata);
  const [chosen, setChosen] = useState<Partial<Source>>({});
  const entity = entities.find(({ key }) => key === chosen.entity) ?? entities[0];
  if (!entity) return null;
  const fields = {
    owner: ownersOf(metadata, entity),
    date: datesOf(entity),
    amount: amountsOf(entity),
  };
  const at = (part: keyof typeof fields) =>
    (fields[part].find(({ key }) => key === chosen[part]) ?? fields[part][0])?.key;
  const amount = at("amount");
  const source: Source = {
    entity: entity.key,
    owner: at("owner") ?? "",
    date: at("date") ?? "",
    ...(amount === undefined ? {} : { amount }),
  };
  return (
    <section className="dg-report-analysis" aria-labelledby={id}>
      <h2 id={id}>{t("analysis.title")}</h2>
      <p>{t("analysis.text")}</p>
      <div className="dg-report-input">
        <label htmlFor={`${id}-entity`}>{t("analysis.entity")}</label>
        <NativeSelect
          id={`${id}-entity`}
          value={entity.key}
          onChange={({ target }) => setChosen({ entity: target.value })}
        >
          {entities.map(({ key, label }) => (
            <option key={key} value={key}>
              {labelText(label, key)}
            </option>
          ))}
        </NativeSelect>
      </div>
      {(["owner", "date", "amount"] as const).map(
        (part) =>
          fields[part].length > 0 && (
            <div key={part} className="dg-report-input">
              <label htmlFor={`${id}-${part}`}>{t(`analysis.${part}`)}</label>
              <NativeSelect
                id={`${id}-${part}`}
                value={source[part] ?? ""}
                onChange={({ target }) => setChosen({ ...source, [part]: target.value })}
              >
                {fields[part].map(({ key, label }) => (
                  <option key={key} value={key}>
                    {labelText(label, key)}
                  </option>
                ))}
              </NativeSelect>
            </div>
          ),
      )}
      <ul className="dg-report-sources">
        {analyses.map((analysis) => (
          <li key={analysis}>
            <button
              type="button"
              className="dg-designer-item"
              disabled={isBusy || !isAnswered(analysis, source)}
              onClick={() => onStart(analysis, source)}
            >
              {t(`analysis.${analysis}`)}
              <small>{t(`analysis.${analysis}Text`)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
