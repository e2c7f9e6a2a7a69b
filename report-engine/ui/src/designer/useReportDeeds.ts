import { useWorkspace } from "@dougong/kit/api";
import type { DraftEditing } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useState } from "react";
import { type ChartTypeShape, settled } from "./charts.ts";
import {
  aggregatesOf,
  choiceAt,
  countLabel,
  type FieldChoice,
  isAmount,
  isGroupable,
  isNumber,
  measureLabel,
  measureOf,
  named,
  usualBucket,
} from "./fields.ts";
import {
  addDimension,
  addMeasure,
  columnKey,
  columnsOf,
  type Draft,
  moveColumn,
  type Place,
  placeAt,
  type ReportDocument,
  removeColumn,
  type Shelf,
} from "./model.ts";

const usualAggregate = ({ field }: FieldChoice) =>
  isNumber(field) ? "sum" : aggregatesOf(field).includes("countDistinct") ? "countDistinct" : "";

const addressOf = ({ shelf, index }: Place) => `/${shelf}/${index}`;

/** What can be done to the columns of a report; each deed is one step that has a name. */
function useColumnDeeds(editing: DraftEditing<Draft>, types: readonly ChartTypeShape[]) {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const [chosen, setChosen] = useState<Place | null>(null);
  const [filterField, setFilterField] = useState<string | null>(null);
  const { report } = editing.draft;

  /** One step; the chart follows what it shows. */
  function act(label: string, after: ReportDocument, merge?: string) {
    editing.act(label, { report: settled(report, named(metadata, report, after), types) }, merge);
  }

  const endOf = (after: ReportDocument, shelf: Shelf) => ({
    shelf,
    index: columnsOf(after, shelf).length - 1,
  });

  function group(choice: FieldChoice, bucket = usualBucket(choice.field), index?: number) {
    const made = { field: choice.path, ...(bucket === undefined ? {} : { bucket }) };
    const after = addDimension(report, made, index);
    act(t("step.group", { name: choice.name }), after);
    setChosen(index === undefined ? endOf(after, "dimensions") : { shelf: "dimensions", index });
  }

  function measure(choice: FieldChoice, aggregate: string, index?: number) {
    const after = addMeasure(report, measureOf(choice, aggregate), index);
    act(t("step.measure", { name: choice.name }), after);
    setChosen(endOf(after, "measures"));
  }

  function put(choice: FieldChoice, shelf: Shelf, index?: number) {
    if (shelf === "dimensions" && isGroupable(choice.field)) group(choice, undefined, index);
    const aggregate = usualAggregate(choice);
    if (shelf === "measures" && aggregate !== "") measure(choice, aggregate, index);
  }

  function addCount() {
    const entity = metadata.entity(report.entity);
    const label = entity ? countLabel(entity) : {};
    const after = addMeasure(report, { label, aggregate: "count" });
    act(t("step.count"), after);
    setChosen(endOf(after, "measures"));
  }

  function derive(index: number, how: string) {
    const base = report.measures[index];
    if (!base) return;
    const of = columnKey(base);
    const label = measureLabel(how, base.label ?? of, of);
    const format = how === "runningTotal" ? {} : { format: "percent" };
    const after = addMeasure(report, { label, derive: how, of, ...format });
    act(t("step.derive", { name: labelText(label, how) }), after);
    setChosen(endOf(after, "measures"));
  }

  function nameAt(place: Place): string {
    const column = columnsOf(report, place.shelf)[place.index];
    if (!column) return "";
    const path = "field" in column ? String(column["field"]) : "";
    const choice = path === "" ? null : choiceAt(metadata, report.entity, path);
    return labelText(column.label, choice?.name ?? columnKey(column));
  }

  function remove(place: Place) {
    act(t("step.remove", { name: nameAt(place) }), removeColumn(report, place));
    setChosen(null);
  }

  function move(place: Place, to: number) {
    act(t("step.move", { name: nameAt(place) }), moveColumn(report, place, to));
    const last = columnsOf(report, place.shelf).length - 1;
    setChosen({ ...place, index: Math.max(0, Math.min(last, to > place.index ? to - 1 : to)) });
  }

  return {
    report,
    chosen: chosen && columnsOf(report, chosen.shelf)[chosen.index] ? chosen : null,
    filterField,
    act,
    choose: setChosen,
    filterBy: setFilterField,
    use: (choice: FieldChoice) =>
      isAmount(choice.field) || !isGroupable(choice.field)
        ? put(choice, "measures")
        : group(choice),
    group,
    measure,
    addCount,
    derive,
    remove,
    move,
    put,
    endOf,
    nameAt,
    addressOf,
  };
}

/** The same, and what dragging does. */
export function useReportDeeds(editing: DraftEditing<Draft>, types: readonly ChartTypeShape[]) {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const deeds = useColumnDeeds(editing, types);
  const { report } = deeds;

  /** Carries a column to the other shelf, as what its field is there. */
  function carry(place: Place, shelf: Shelf) {
    const column = columnsOf(report, place.shelf)[place.index];
    const path = column?.["field"] ?? column?.["expression"];
    const choice = typeof path === "string" ? choiceAt(metadata, report.entity, path) : null;
    if (!choice) return;
    const left = removeColumn(report, place);
    const aggregate = usualAggregate(choice);
    const bucket = usualBucket(choice.field);
    const made = { field: choice.path, ...(bucket ? { bucket } : {}) };
    if (shelf === "measures" && aggregate === "") return;
    if (shelf === "dimensions" && !isGroupable(choice.field)) return;
    const after =
      shelf === "dimensions"
        ? addDimension(left, made)
        : addMeasure(left, measureOf(choice, aggregate));
    deeds.act(t("step.move", { name: choice.name }), after);
    deeds.choose(deeds.endOf(after, shelf));
  }

  function drop(item: string, target: string) {
    const [kind, ...rest] = item.split(":");
    const [shelf, index] = target.split(":");
    if (kind === "field") {
      const choice = choiceAt(metadata, report.entity, rest.join(":"));
      if (shelf === "filter" && choice && !choice.path.includes(".")) deeds.filterBy(choice.path);
      else if (choice && (shelf === "dimensions" || shelf === "measures"))
        deeds.put(choice, shelf, Number(index));
      return;
    }
    const place = placeAt(rest.join(":"));
    if (!place || (shelf !== "dimensions" && shelf !== "measures")) return;
    if (place.shelf === shelf) deeds.move(place, Number(index));
    else carry(place, shelf);
  }

  return { ...deeds, drop };
}

export type ReportDeeds = ReturnType<typeof useReportDeeds>;
