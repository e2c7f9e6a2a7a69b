import type {
  EntityMetadata,
  FieldMetadata,
  JsonObject,
  ListQuery,
  RecordJson,
  ViewMetadata,
} from "@dougong/kit/api";
import { asText, type FieldTypes } from "@dougong/kit/fields";

/** The options, each the key of a field. */
export const parts = ["address", "phone", "opens", "closes", "group"] as const;
export type Part = (typeof parts)[number];

export interface PlacePlan {
  /** Fields by what they are of a place; the address is there always. */
  of: Partial<Record<Part, FieldMetadata>>;
  facts: FieldMetadata[];
}

/** The list that a view describes, for this reader; null where its address is not there any more. */
export function planOf(entity: EntityMetadata, view: ViewMetadata): PlacePlan | null {
  const options = (view.options ?? {}) as Partial<Record<Part, string>>;
  const find = (key: string | undefined) => entity.fields.find((field) => field.key === key);
  const of: PlacePlan["of"] = {};
  for (const part of parts) {
    const field = find(options[part]);
    if (field) of[part] = field;
  }
  if (!of.address) return null;
  const own = new Set(Object.values(of).map(({ key }) => key));
  const facts = (view.columns ?? [])
    .map((column) => (typeof column === "string" ? column : column.field))
    .filter((key) => key !== entity.title && !own.has(key))
    .flatMap((key) => find(key) ?? []);
  return { of, facts };
}

const pageSize = 100;

/** The list behind the cards: places of one group follow each other. */
export function placeQuery(query: ListQuery, plan: PlacePlan): ListQuery {
  const keys = Object.values(plan.of).map(({ key }) => key);
  const fields = new Set([...(query.fields ?? "").split(",").filter(Boolean), ...keys]);
  const group = plan.of.group?.key;
  const sort = (query.sort ?? "").split(",").filter((one) => one && one.replace("-", "") !== group);
  return {
    ...query,
    sort: [group, ...sort].filter(Boolean).join(","),
    fields: [...fields].join(","),
    limit: pageSize,
  };
}

export interface Place {
  address: string;
  phone: string;
  /** Number as `tel:` takes it. */
  dial: string;
  opens: string;
  closes: string;
}

/** What a record says of its place, as people read it; empty where it says nothing. */
export function placeOf(record: RecordJson, plan: PlacePlan, types: FieldTypes): Place {
  const text = (part: Part) => {
    const field = plan.of[part];
    return field ? types.text(types.read(record[field.key], field), field) : "";
  };
  const stored = plan.of.phone ? asText(record[plan.of.phone.key] as never) : "";
  return {
    address: text("address"),
    phone: text("phone"),
    dial: stored.replace(/[^\d+*#]/g, ""),
    opens: text("opens"),
    closes: text("closes"),
  };
}

const isText = (field: FieldMetadata) => field.kind === "text" && field.system !== true;

/** Fields that may be a part of a place. */
export const fieldsFor = (part: Part, fields: readonly FieldMetadata[]): FieldMetadata[] =>
  fields.filter((field) =>
    part === "opens" || part === "closes" ? field.kind === "time" : isText(field),
  );

/** A list by the fields that are called as parts of a place are. */
export function begin(fields: readonly FieldMetadata[], types: FieldTypes): JsonObject | null {
  const address = fields.find((field) => isText(field) && /address|dizhi/i.test(field.key));
  const phone = fields.find((field) => types.of(field).id === "phone");
  if (!address) return null;
  return { address: address.key, ...(phone ? { phone: phone.key } : {}) };
}
