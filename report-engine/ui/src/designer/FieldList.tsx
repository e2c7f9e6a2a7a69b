import { type Metadata, useWorkspace } from "@dougong/kit/api";
import { useDragItem } from "@dougong/kit/dnd";
import { useTranslation } from "@dougong/kit/i18n";
import { MenuButton, TextInput } from "@dougong/kit/ui";
import { useState } from "react";
import {
  aggregatesOf,
  bucketsOf,
  type FieldChoice,
  type FieldGroup,
  groupAt,
  groupsWithin,
  isAmount,
  isDate,
  isGroupable,
} from "./fields.ts";
import type { ReportDeeds } from "./useReportDeeds.ts";

export interface FieldListProps {
  entity: string;
  deeds: ReportDeeds;
}

const searchedSteps = 2;
const mostFound = 60;

/** What can be counted and grouped by: own fields and those of the records that references reach. */
export function FieldList({ entity, deeds }: FieldListProps) {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const [words, setWords] = useState("");
  const wanted = words.trim().toLowerCase();
  const own = groupAt(metadata, entity, "");
  return (
    <section className="dg-designer-palette" aria-label={t("fields")}>
      <TextInput
        type="search"
        value={words}
        aria-label={t("search")}
        placeholder={t("search")}
        onChange={(event) => setWords(event.target.value)}
      />
      <button type="button" className="dg-designer-item" onClick={deeds.addCount}>
        <span aria-hidden className="dg-report-kind">
          #
        </span>
        {t("records")}
      </button>
      {wanted === "" ? (
        own && <Group group={own} isOpenAtFirst deeds={deeds} />
      ) : (
        <Fields choices={found(metadata, entity, wanted)} deeds={deeds} />
      )}
    </section>
  );
}

const found = (metadata: Metadata, entity: string, wanted: string): FieldChoice[] =>
  groupsWithin(metadata, entity, searchedSteps)
    .flatMap(({ fields }) => fields)
    .filter(({ name, path }) => [name, path].some((text) => text.toLowerCase().includes(wanted)))
    .slice(0, mostFound);

interface GroupProps {
  group: FieldGroup;
  isOpenAtFirst?: boolean;
  deeds: ReportDeeds;
}

function Group({ group, isOpenAtFirst = false, deeds }: GroupProps) {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  return (
    <div className="dg-report-group">
      <button
        type="button"
        className="dg-report-group-head"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span aria-hidden>{isOpen ? "▾" : "▸"}</span> {t("fieldsOf", { name: group.name })}
      </button>
      {isOpen && (
        <>
          <Fields choices={group.fields} deeds={deeds} />
          {group.steps.map(({ path }) => {
            const next = groupAt(metadata, deeds.report.entity, path);
            return next && <Group key={path} group={next} deeds={deeds} />;
          })}
        </>
      )}
    </div>
  );
}

function Fields({ choices, deeds }: { choices: readonly FieldChoice[]; deeds: ReportDeeds }) {
  const { t } = useTranslation("reportDesign");
  return (
    <ul>
      {choices.length === 0 && <li>{t("nothingFound")}</li>}
      {choices.map((choice) => (
        <FieldItem key={choice.path} choice={choice} deeds={deeds} />
      ))}
    </ul>
  );
}

function FieldItem({ choice, deeds }: { choice: FieldChoice; deeds: ReportDeeds }) {
  const { t } = useTranslation("reportDesign");
  const { ref } = useDragItem(`field:${choice.path}`);
  const { field, path, name } = choice;
  const buckets = bucketsOf(field, path);
  const items = [
    ...(isGroupable(field) && !isDate(field)
      ? [{ key: "group", label: t("asGroup"), run: () => deeds.group(choice) }]
      : []),
    ...buckets.map((bucket) => ({
      key: bucket,
      label: t(`bucket.${bucket}`),
      run: () => deeds.group(choice, bucket),
    })),
    ...aggregatesOf(field).map((aggregate) => ({
      key: aggregate,
      label: t("asMeasure", { how: t(`aggregate.${aggregate}`) }),
      run: () => deeds.measure(choice, aggregate),
    })),
    ...(path.includes(".")
      ? []
      : [{ key: "filter", label: t("asFilter"), run: () => deeds.filterBy(path) }]),
  ];
  return (
    <li className="dg-report-field">
      <button
        ref={ref}
        type="button"
        className="dg-designer-item"
        title={path}
        onClick={() => deeds.use(choice)}
      >
        <span aria-hidden className="dg-report-kind">
          {isAmount(field) ? "#" : isDate(field) ? "◷" : "▤"}
        </span>
        {name}
      </button>
      <MenuButton label={t("useAs", { name })} items={items}>
        +
      </MenuButton>
    </li>
  );
}
