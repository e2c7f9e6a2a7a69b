import {
  type EntityMetadata,
  type FieldMetadata,
  readRecord,
  recordKeys,
  useWorkspace,
  type Workspace,
} from "@dougong/kit/api";
import type { Row } from "@dougong/kit/expression";
import { asList, asObject, type FieldObject, type FieldValue, isBlank } from "@dougong/kit/fields";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { UseFormReturn } from "react-hook-form";
import { fieldTypes } from "./fieldTypes.ts";
import type { FormValues } from "./FormField.tsx";
import type { LiveRules } from "./live.ts";
import { besideOf, idOf, type TakingOver, takingOver } from "./takeOver.ts";

/** A price is not older than this when a product is chosen. */
const freshMilliseconds = 30_000;

interface TakenOverProps {
  entity: EntityMetadata;
  rules: LiveRules;
  isWritable: (field: FieldMetadata) => boolean;
  form: UseFormReturn<FormValues>;
  values: FieldObject;
  /** As the record is stored; nothing of a new one. */
  start: FieldObject;
}

/**
 * Shows what is taken over from a record as soon as it is chosen: the price of a product. What was
 * typed before stays unless another record is chosen. What is not known here the server fills in.
 */
export default function TakenOver(props: TakenOverProps) {
  const { entity, values } = props;
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const last = useRef(props.start);
  useEffect(() => {
    const places = takingOver(last.current, values, entity.fields);
    last.current = values;
    for (const place of places) void fill(place, props, workspace, queries);
  });
  return null;
}

async function fill(
  place: TakingOver,
  { form, rules, isWritable }: TakenOverProps,
  workspace: Workspace,
  queries: QueryClient,
): Promise<void> {
  const { field } = place;
  const look = () => besideOf(place, form.getValues() as FieldObject);
  const seen = look();
  if (!isWritable(field) || (place.isFirst && !isBlank(seen[field.key]))) return;
  const targets = await load(place, seen, rules, workspace, queries);
  const value = valueOf(place, seen, targets, rules);
  const put = () => {
    const now = look();
    const isOther = [field.key, ...targets.keys()].some((key) => !isSame(now[key], seen[key]));
    if (!isOther && value !== undefined) enter(place, value, form);
  };
  // Nothing comes in where somebody is about to type.
  const focused = document.activeElement;
  if (focused?.id.endsWith(`-${field.key}`)) focused.addEventListener("blur", put, { once: true });
  else put();
}

function enter(
  { field, row }: TakingOver,
  value: FieldValue,
  form: UseFormReturn<FormValues>,
): void {
  if (!row) {
    form.setValue(field.key, value, { shouldDirty: true });
    return;
  }
  const rows = asList(form.getValues(row.table) as FieldValue);
  const filled = rows.map((one, at) =>
    at === row.at ? { ...asObject(one), [field.key]: value } : one,
  );
  form.setValue(row.table, filled, { shouldDirty: true });
}

const isSame = (a: FieldValue | undefined, b: FieldValue | undefined) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

interface Target {
  entity: EntityMetadata;
  values: FieldObject;
  row: Row;
}

/** The records that the references lead to, by key of the reference; those that can be read. */
async function load(
  { field, beside }: TakingOver,
  values: FieldObject,
  rules: LiveRules,
  { metadata }: Workspace,
  queries: QueryClient,
): Promise<Map<string, Target>> {
  const found = new Map<string, Target>();
  for (const key of field.defaultVia ?? []) {
    const reference = beside.find((one) => one.key === key);
    const entity = metadata.entity(reference?.target);
    const id = idOf(values[key]);
    if (!entity || id === undefined) continue;
    const record = await queries
      .fetchQuery({
        queryKey: recordKeys.one(entity.key, id),
        queryFn: () => readRecord(entity.key, id),
        staleTime: freshMilliseconds,
      })
      .catch(() => null);
    if (!record) continue;
    const its = fieldTypes.readRecord(record, entity);
    found.set(key, { entity, values: its, row: rules.row(its, entity.fields) });
  }
  return found;
}

function valueOf(
  { field, beside }: TakingOver,
  values: FieldObject,
  targets: Map<string, Target>,
  rules: LiveRules,
): FieldValue | undefined {
  const tree = field.defaultTree;
  if (!tree) return undefined;
  if (field.target !== undefined) return linkOf(tree, beside, targets);
  const json = rules.evaluate(tree, values, beside, (key) => targets.get(key)?.row);
  return json === undefined ? undefined : fieldTypes.read(json, field);
}

/** A reference is taken over as it stands there, with the name of what it leads to. */
function linkOf(
  tree: object,
  beside: TakingOver["beside"],
  targets: Map<string, Target>,
): FieldValue | undefined {
  const { path } = tree as { path?: readonly number[] };
  if (path?.length !== 2) return undefined;
  const target = targets.get(beside.find(({ id }) => id === path[0])?.key ?? "");
  const field = target?.entity.fields.find(({ id }) => id === path[1]);
  return target && field ? (target.values[field.key] ?? null) : undefined;
}
