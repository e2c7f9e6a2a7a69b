import type { JsonObject } from "@dougong/kit/api";
import type { DesignDocument } from "@dougong/kit/designer";
import type { Labels } from "./model.ts";
import { variantOf } from "./variants.ts";

export type Language = "zh" | "en";

/** What a field refers to another entity with; all other sorts are variants of the palette. */
export const referenceSort = "reference";

export interface FieldPlan {
  label: string;
  /** Id of a variant of the palette, or a reference. */
  sort: string;
  /** Somebody chose the sort, so that it is no longer guessed. */
  isChosen: boolean;
  /** Of a choice, as they are typed. */
  options: string;
  /** Entity that a reference points to. */
  target: string;
}

export interface EntityPlan {
  key: string;
  label: string;
  language: Language;
  fields: FieldPlan[];
  /** Keys of the fields, in their order. */
  keys: string[];
  /** Ids of types of views that there are not to be, of those that are offered. */
  without: string[];
  /** Group of the menu; null leaves the menu alone. */
  group: number | null;
  roles: string[];
  /** Whether people see only records of their own part of the organisation. */
  isOwnUnitOnly: boolean;
}

/** An entity that exists, by its names. */
export interface Target {
  key: string;
  /** As the reader knows it. */
  label: string;
  /** In all languages. */
  labels: string[];
}

export interface MadeDocument {
  kind: string;
  body: DesignDocument;
}

const hints: readonly [RegExp, string][] = [
  [/电话|手机|phone|mobile/i, "phone"],
  [/邮箱|e-?mail/i, "email"],
  [/备注|说明|描述|note|remark|description/i, "longText"],
  [/日期|生日|到期|有效期|date|birthday/i, "date"],
  [/时间|time$/i, "dateTime"],
  [/金额|单价|价格|售价|进价|费用?$|成本|amount|price|cost|fee/i, "money"],
  [/数量|库存|个数|件数|台数|次数|quantity|count|number of|stock/i, "integer"],
  [/折扣|比例|率$|rate|percent/i, "percent"],
  [/状态|类型|类别|分类|级别|等级|阶段|渠道|status|type|category|level/i, "choice"],
  [/^是否|^已|^is /i, "boolean"],
  [/图片|照片|photo|picture/i, "image"],
  [/附件|文件|attachment/i, "file"],
];

const shapes: readonly [RegExp, string][] = [
  [/^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/, "date"],
  [/^1[3-9]\d{9}$/, "phone"],
  [/^[¥￥$]\s?-?[\d,]+(?:\.\d+)?$/, "money"],
  [/^-?\d+$/, "integer"],
  [/^-?[\d,]*\.\d+$/, "decimal"],
  [/^\S+@\S+\.\S+$/, "email"],
  [/^https?:\/\//, "url"],
];

const mostOptions = 12;

/** What a column of a sheet most likely is, by its heading and by what stands below it. */
export function guessField(
  label: string,
  targets: readonly Target[],
  samples: readonly string[] = [],
): FieldPlan {
  const known = targets.find(({ labels }) => labels.includes(label.trim()));
  const given = samples.map((one) => one.trim()).filter((one) => one !== "");
  const plan = { label, isChosen: false, options: "", target: known?.key ?? "" };
  if (known) return { ...plan, sort: referenceSort };
  const byName = hints.find(([pattern]) => pattern.test(label.trim()))?.[1];
  const byShape = shapes.find(
    ([pattern]) => given.length > 0 && given.every((one) => pattern.test(one)),
  )?.[1];
  const sort = byName ?? byShape ?? "text";
  const distinct = [...new Set(given)];
  if (sort !== "choice") return { ...plan, sort };
  if (distinct.length > mostOptions) return { ...plan, sort: "text" };
  return { ...plan, sort, options: distinct.join("、") };
}

/** Columns of a sheet that was copied: the headings, and perhaps some rows below them. */
export function readSheet(text: string, targets: readonly Target[]): FieldPlan[] {
  const [headings = [], ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(/\t|,|，/));
  return headings.flatMap((heading, at) => {
    const label = heading.trim();
    return label === ""
      ? []
      : [
          guessField(
            label,
            targets,
            rows.map((row) => row[at] ?? ""),
          ),
        ];
  });
}

export const optionLines = (options: string): string[] => [
  ...new Set(
    options
      .split(/[\n,，、;；/]/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

export const keyForm = /^[a-z][a-zA-Z0-9]{0,49}$/;

/** Keys for fields: as proposed, each once, none that every record has. */
export function fieldKeys(
  proposed: readonly string[],
  fields: readonly FieldPlan[],
  reserved: ReadonlySet<string>,
): string[] {
  const taken = new Set(reserved);
  return fields.map(({ sort }, at) => {
    const begin = proposed[at] || sort;
    let key = begin;
    for (let number = 2; taken.has(key); number++) key = `${begin}${number}`;
    taken.add(key);
    return key;
  });
}

export const named = (label: string, language: Language): Labels => ({ [language]: label });

/** The documents by which an entity comes to life, each as it is to be stored. */
export function documentsOf(
  plan: EntityPlan,
  menu: DesignDocument | null,
  roles: readonly DesignDocument[],
  views: readonly ViewPlan[],
): MadeDocument[] {
  const { key } = plan;
  return [
    { kind: "entity", body: entityOf(plan) },
    { kind: "form", body: formOf(plan) },
    { kind: "view", body: listOf(plan) },
    ...views
      .filter(({ type }) => !plan.without.includes(type))
      .map((view) => ({ kind: "view", body: viewOf(plan, view) })),
    ...roles
      .filter((role) => plan.roles.includes(role.key))
      .map((role) => ({ kind: "role", body: allowed(role, key, plan.isOwnUnitOnly) })),
    ...(menu && plan.group !== null ? [{ kind: "menu", body: found(menu, key, plan.group) }] : []),
  ];
}

export function entityOf({ key, label, language, fields, keys }: EntityPlan): DesignDocument {
  const title = keys[fields.findIndex(({ sort }) => sort === "text")];
  const made = fields.map((field, at): JsonObject => {
    const common = {
      key: keys[at] ?? "",
      label: named(field.label.trim(), language) as JsonObject,
    };
    if (field.sort === referenceSort) {
      return { ...common, type: referenceSort, entity: field.target };
    }
    const variant = variantOf(field.sort);
    const lines = optionLines(field.options);
    const options = lines.map((line, number) => ({
      value: `option${number + 1}`,
      label: named(line, language) as JsonObject,
    }));
    return {
      ...common,
      type: variant?.type ?? field.sort,
      ...variant?.options,
      ...(variant?.options?.["options"] && options.length > 0 ? { options } : {}),
      ...(common.key === title ? { required: true, search: true } : {}),
    };
  });
  return {
    key,
    label: named(label.trim(), language) as JsonObject,
    ...(title === undefined ? {} : { title }),
    fields: made,
  };
}

const formOf = ({ key, label, language, keys }: EntityPlan): DesignDocument => ({
  key: `${key}Full`,
  entity: key,
  label: named(label.trim(), language) as JsonObject,
  layout: [{ section: { zh: "基本信息", en: "Basics" }, columns: 2, fields: [...keys] }],
});

const mostColumns = 8;

const listOf = ({ key, label, keys }: EntityPlan): DesignDocument => ({
  key: `${key}All`,
  entity: key,
  label: { zh: `全部${label.trim()}`, en: `All: ${label.trim()}` },
  columns: keys.slice(0, mostColumns).map((field) => ({ field })),
  sort: ["-updatedAt"],
});

/** A further view that the fields allow. */
export interface ViewPlan {
  type: string;
  label: Labels;
  options: JsonObject;
}

export const viewKey = (key: string, type: string): string =>
  key + type.charAt(0).toUpperCase() + type.slice(1);

const viewOf = ({ key, label, keys }: EntityPlan, view: ViewPlan): DesignDocument => ({
  key: viewKey(key, view.type),
  entity: key,
  label: {
    zh: `${label.trim()}${view.label.zh ?? view.type}`,
    en: `${label.trim()}: ${view.label.en ?? view.type}`,
  },
  type: view.type,
  columns: keys.slice(0, mostColumns).map((field) => ({ field })),
  sort: ["-updatedAt"],
  options: view.options,
});

const ownUnit = "isWithin(orgUnit, userOrgUnit())";

/** The role with the right to see, enter and change the records; none is deleted or taken away. */
function allowed(role: DesignDocument, entity: string, isOwnUnitOnly: boolean): DesignDocument {
  const rule = isOwnUnitOnly ? ownUnit : true;
  const entities = (role["entities"] as JsonObject[] | undefined) ?? [];
  const right = {
    entity,
    create: true,
    read: rule,
    update: rule,
    delete: false,
    export: false,
    import: false,
  };
  return { ...role, entities: [...entities, right] };
}

/** The menu with the entity at the end of a group. */
function found(menu: DesignDocument, entity: string, group: number): DesignDocument {
  const items = (menu["items"] as JsonObject[] | undefined) ?? [];
  const entry = { entity, icon: "book" };
  const filled = items.map((item, at) =>
    at === group ? { ...item, items: [...((item["items"] as JsonObject[]) ?? []), entry] } : item,
  );
  return { ...menu, items: group in items ? filled : [...items, entry] };
}
