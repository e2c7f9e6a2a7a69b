import { exactNumber, type Json, decimalText, useWorkspace } from "@dougong/kit/api";
import type { DraftEditing } from "@dougong/kit/designer";
import { useTranslation } from "@dougong/kit/i18n";
import { MenuButton, NativeSelect, TextInput } from "@dougong/kit/ui";
import { useId, useState } from "react";
import {
  aggregatesOf,
  bucketsOf,
  choiceAt,
  derivations,
  type FieldChoice,
  isNumber,
  measureLabel,
} from "./fields.ts";
import {
  columnsOf,
  type DimensionDocument,
  type Draft,
  type Labels,
  type MeasureDocument,
  type Place,
  setColumn,
} from "./model.ts";
import type { ReportDeeds } from "./useReportDeeds.ts";

export interface ColumnPropertiesProps {
  place: Place;
  editing: DraftEditing<Draft>;
  deeds: ReportDeeds;
}

type Changes = Readonly<Record<string, Json | undefined>>;

/** What can be changed about a column; every change holds at once. */
export function ColumnProperties({ place, editing, deeds }: ColumnPropertiesProps) {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const { report } = editing.draft;
  const column = columnsOf(report, place.shelf)[place.index];
  if (!column) return null;
  const path = String(column["field"] ?? column["expression"] ?? "");
  const choice = choiceAt(metadata, report.entity, path);
  const name = deeds.nameAt(place);
  const set = (changes: Changes, merge?: string) =>
    deeds.act(t("step.change", { name }), setColumn(report, place, changes), merge);
  return (
    <>
      <h2>{name}</h2>
      <LabelInputs
        label={column.label ?? {}}
        placeholder={name}
        onLabel={(label, language) => set({ label }, `label ${language} ${deeds.addressOf(place)}`)}
        onLeave={editing.seal}
      />
      {place.shelf === "dimensions" ? (
        <DimensionInputs
          dimension={column as DimensionDocument}
          choice={choice}
          onSet={set}
          onLeave={editing.seal}
        />
      ) : (
        <MeasureInputs
          measure={column as MeasureDocument}
          choice={choice}
          onSet={set}
          onDerive={(how) => deeds.derive(place.index, how)}
        />
      )}
    </>
  );
}

interface LabelInputsProps {
  label: Labels;
  placeholder: string;
  onLabel: (label: Labels | undefined, language: string) => void;
  onLeave: () => void;
}

/** A name in both languages. */
export function LabelInputs({ label, placeholder, onLabel, onLeave }: LabelInputsProps) {
  const { t } = useTranslation("reportDesign");
  const id = useId();
  return (["zh", "en"] as const).map((language) => (
    <div key={language} className="dg-report-input">
      <label htmlFor={`${id}-${language}`}>{t(`label.${language}`)}</label>
      <TextInput
        id={`${id}-${language}`}
        value={label[language] ?? ""}
        placeholder={placeholder}
        onChange={(event) => {
          const { [language]: _before, ...others } = label;
          const text = event.target.value;
          const next: Labels = text === "" ? others : { ...others, [language]: text };
          onLabel(Object.keys(next).length === 0 ? undefined : next, language);
        }}
        onBlur={onLeave}
      />
    </div>
  ));
}

interface DimensionInputsProps {
  dimension: DimensionDocument;
  choice: FieldChoice | null;
  onSet: (changes: Changes, merge?: string) => void;
  onLeave: () => void;
}

function DimensionInputs({ dimension, choice, onSet, onLeave }: DimensionInputsProps) {
  const { t } = useTranslation("reportDesign");
  const id = useId();
  const { sequence, standing } = dimension;
  const isOwn = sequence === undefined && standing === undefined;
  const buckets =
    sequence?.of === "first"
      ? ["year", "quarter", "month", "week", "day"]
      : choice && isOwn
        ? bucketsOf(choice.field, choice.path)
        : [];
  const isCounted =
    (sequence && sequence.of !== "first") || (standing && standing.parts === undefined);
  return (
    <>
      {buckets.length > 0 && (
        <div className="dg-report-input">
          <label htmlFor={`${id}-bucket`}>{t("bucketLabel")}</label>
          <NativeSelect
            id={`${id}-bucket`}
            value={dimension.bucket ?? ""}
            onChange={(event) => onSet({ bucket: event.target.value || undefined })}
          >
            <option value="">{t("bucket.each")}</option>
            {buckets.map((bucket) => (
              <option key={bucket} value={bucket}>
                {t(`bucket.${bucket}`)}
              </option>
            ))}
          </NativeSelect>
        </div>
      )}
      {standing && <PartsInput standing={standing} onSet={onSet} />}
      {(isCounted || (isOwn && choice && isNumber(choice.field))) && (
        <RangeInput dimension={dimension} onSet={onSet} onLeave={onLeave} />
      )}
      <div className="dg-report-input">
        <label htmlFor={`${id}-top`}>{t("top")}</label>
        <TextInput
          id={`${id}-top`}
          inputMode="numeric"
          value={dimension.top?.count ?? ""}
          placeholder={t("topAll")}
          onChange={(event) => {
            const count = Number.parseInt(event.target.value, 10);
            onSet({ top: count > 0 ? { ...dimension.top, count } : undefined }, "top");
          }}
          onBlur={onLeave}
        />
      </div>
    </>
  );
}

/** Limits that somebody begins with, before they write their own. */
const usualLimits: Record<string, number[]> = {
  recency: [30, 90, 180, 365],
  frequency: [2, 3, 5, 10],
  monetary: [1000, 3000, 5000, 10_000],
};

/** Parts of about the same size, or limits of one's own. */
function PartsInput({
  standing,
  onSet,
}: Pick<DimensionInputsProps, "onSet"> & {
  standing: NonNullable<DimensionDocument["standing"]>;
}) {
  const { t } = useTranslation("reportDesign");
  const id = useId();
  const { parts, ...rest } = standing;
  return (
    <div className="dg-report-input">
      <label htmlFor={id}>{t("standing.parts")}</label>
      <NativeSelect
        id={id}
        value={parts ?? 0}
        onChange={({ target }) => {
          const next = Number(target.value);
          onSet(
            next > 0
              ? { standing: { ...rest, parts: next }, ranges: undefined }
              : { standing: rest, ranges: usualLimits[standing.of] },
          );
        }}
      >
        {[3, 4, 5, 10].map((count) => (
          <option key={count} value={count}>
            {t("standing.partsSaid", { count })}
          </option>
        ))}
        <option value={0}>{t("standing.fixed")}</option>
      </NativeSelect>
    </div>
  );
}

/** Bounds of ranges; what is typed stays as it is until it is left. */
function RangeInput({
  dimension,
  onSet,
  onLeave,
}: Pick<DimensionInputsProps, "dimension" | "onSet" | "onLeave">) {
  const { t } = useTranslation("reportDesign");
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const stored = (dimension.ranges ?? []).map((bound) => decimalText(bound) ?? "");
  return (
    <div className="dg-report-input">
      <label htmlFor={id}>{t("rangesLabel")}</label>
      <TextInput
        id={id}
        value={typed ?? stored.join(", ")}
        placeholder="1000, 3000, 5000"
        onChange={(event) => {
          setTyped(event.target.value);
          const bounds = event.target.value
            .split(/[,,、\s]+/)
            .filter((text) => /^-?\d+(\.\d+)?$/.test(text))
            .map((text) => (String(Number(text)) === text ? Number(text) : exactNumber(text)));
          onSet({ ranges: bounds.length > 0 ? bounds : undefined, width: undefined }, "ranges");
        }}
        onBlur={() => {
          setTyped(null);
          onLeave();
        }}
      />
    </div>
  );
}

interface MeasureInputsProps {
  measure: MeasureDocument;
  choice: FieldChoice | null;
  onSet: (changes: Changes) => void;
  onDerive: (how: string) => void;
}

const formats = ["number", "money", "percent", "days"] as const;

function MeasureInputs({ measure, choice, onSet, onDerive }: MeasureInputsProps) {
  const { t } = useTranslation("reportDesign");
  const id = useId();
  const { aggregate } = measure;
  const field = choice?.field;
  function changeAggregate(next: string) {
    const isOwn =
      field &&
      JSON.stringify(measure.label) !==
        JSON.stringify(measureLabel(aggregate ?? "", field.label, field.key));
    onSet({
      aggregate: next,
      ...(field && !isOwn ? { label: measureLabel(next, field.label, field.key) } : {}),
    });
  }
  return (
    <>
      {field && aggregate && (
        <div className="dg-report-input">
          <label htmlFor={`${id}-aggregate`}>{t("aggregateLabel")}</label>
          <NativeSelect
            id={`${id}-aggregate`}
            value={aggregate}
            onChange={(event) => changeAggregate(event.target.value)}
          >
            {[...new Set([aggregate, ...aggregatesOf(field)])].map((how) => (
              <option key={how} value={how}>
                {t(`aggregate.${how}`)}
              </option>
            ))}
          </NativeSelect>
        </div>
      )}
      <div className="dg-report-input">
        <label htmlFor={`${id}-format`}>{t("formatLabel")}</label>
        <NativeSelect
          id={`${id}-format`}
          value={typeof measure["format"] === "string" ? measure["format"] : ""}
          onChange={(event) => onSet({ format: event.target.value || undefined })}
        >
          <option value="">{t("format.auto")}</option>
          {formats.map((format) => (
            <option key={format} value={format}>
              {t(`format.${format}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      {aggregate && (
        <MenuButton
          label={t("derive")}
          hasText
          className="dg-designer-item"
          items={derivations.map((how) => ({
            key: how,
            label: t(`aggregate.${how}`),
            run: () => onDerive(how),
          }))}
        >
          {t("derive")}
        </MenuButton>
      )}
    </>
  );
}
