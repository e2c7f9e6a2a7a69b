import type { EntityMetadata, FieldMetadata, ListQuery, ViewMetadata } from "@dougong/kit/api";
import { type FieldTypes, guideFields, mayWrite, optionsOf, quote } from "@dougong/kit/fields";
import { labelText } from "@dougong/kit/i18n";

/** What the document of a board says. */
export interface BoardOptions {
  by: string;
  values?: string[];
  sums?: string[];
}

/** A column: the records that have its value, or none. */
export interface BoardColumn {
  /** Name of the column as a place to drop at; a value cannot be empty. */
  key: string;
  value: string | null;
  label: string;
  color: string | undefined;
}

export interface BoardPlan {
  field: FieldMetadata;
  columns: BoardColumn[];
  sums: FieldMetadata[];
  cards: FieldMetadata[];
  isMovable: boolean;
  /** Fields that say what is done at a stage. */
  guided: string[];
}

const stageColors: Record<string, string> = { won: "green", lost: "gray" };

/** The board that a view describes, for this reader; null where its field is not there any more. */
export function planOf(
  entity: EntityMetadata,
  view: ViewMetadata,
  types: FieldTypes,
): BoardPlan | null {
  const options = view.options as BoardOptions | undefined;
  const find = (key: string) => entity.fields.find((field) => field.key === key);
  const field = find(options?.by ?? "");
  if (!options || !field) return null;
  const columns = optionsOf(field)
    .filter((option) => options.values?.includes(option.value) ?? !option.archived)
    .map((option) => ({
      key: option.value,
      value: option.value,
      label: labelText(option.label, option.value),
      color: option.color ?? stageColors[option.kind ?? ""],
    }));
  const place = (column: BoardColumn) => options.values?.indexOf(column.key) ?? 0;
  const shown = (view.columns ?? []).map((column) =>
    typeof column === "string" ? column : column.field,
  );
  return {
    field,
    columns: columns.toSorted((one, other) => place(one) - place(other)),
    sums: (options.sums ?? []).flatMap((key) => find(key) ?? []),
    cards: shown
      .filter((key) => key !== entity.title && key !== field.key)
      .flatMap((key) => find(key) ?? []),
    guided: guideFields(field).filter((key) => find(key) !== undefined),
    isMovable: mayWrite(entity, field) && !types.isComputed(field),
  };
}

export const noValue = (label: string): BoardColumn => ({
  key: "",
  value: null,
  label,
  color: undefined,
});

const pageSize = 20;

/** The list behind a column. */
export function columnQuery(query: ListQuery, plan: BoardPlan, column: BoardColumn): ListQuery {
  const { key } = plan.field;
  const own = column.value === null ? `${key} == null` : `${key} == ${quote(column.value)}`;
  const fields = new Set([...(query.fields ?? "").split(",").filter(Boolean), key, ...plan.guided]);
  return {
    ...query,
    filter: query.filter ? `(${query.filter}) && ${own}` : own,
    fields: [...fields].join(","),
    limit: pageSize,
  };
}
