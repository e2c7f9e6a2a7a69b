import type { EntityMetadata, JsonObject } from "@dougong/kit/api";
import type { DesignDocument } from "@dougong/kit/designer";

export type FieldRight = "hidden" | "masked" | "read" | "write";
export type Labels = Record<string, string>;
export type Rule = boolean | string;
export type RuleKind = "read" | "update" | "delete";
export type SwitchKind = "create" | "export" | "import";

/** Rights on one entity; what is not named is not allowed. */
export interface EntityRights extends JsonObject {
  entity: string;
  create?: boolean;
  read?: Rule;
  update?: Rule;
  delete?: Rule;
  export?: boolean;
  import?: boolean;
  /** Whether masked values may be uncovered. */
  reveal?: boolean;
  fields?: Record<string, FieldRight>;
}

/** A role as it is stored. */
export interface RoleDocument extends DesignDocument {
  label?: Labels;
  extends?: string[];
  entities?: EntityRights[];
}

export interface RoleDraft {
  role: RoleDocument;
}

/** Which records: the usual answers, and a rule of one's own for the others. */
export type Scope = "none" | "own" | "unit" | "below" | "all" | "rule";

const scopeRules: [Scope, Rule][] = [
  ["none", false],
  ["own", "owner == user()"],
  ["unit", "orgUnit == userOrgUnit()"],
  ["below", "isWithin(orgUnit, userOrgUnit())"],
  ["all", true],
];

const plain = (rule: Rule) =>
  typeof rule === "string" ? rule.replaceAll(/\s+/g, "") : String(rule);

/** What a rule says, as one of the usual answers. */
export function scopeOf(rule: Rule | undefined): Scope {
  const text = plain(rule ?? false);
  return scopeRules.find(([, known]) => plain(known) === text)?.[0] ?? "rule";
}

/** The rule of a usual answer; undefined for a rule of one's own. */
export const ruleOf = (scope: Scope): Rule | undefined =>
  scopeRules.find(([known]) => known === scope)?.[1];

/** The answers that make sense for an entity: without an owner nobody has records of their own. */
export function scopesOf(entity: EntityMetadata): Scope[] {
  const has = (key: string) => entity.fields.some((field) => field.key === key);
  return [
    "none",
    ...(has("owner") ? (["own"] as const) : []),
    ...(has("orgUnit") ? (["unit", "below"] as const) : []),
    "all",
    "rule",
  ];
}

/** The rights on an entity, whether they are named or not. */
export const rightsOn = ({ role }: RoleDraft, entity: string): EntityRights =>
  role.entities?.find((rights) => rights.entity === entity) ?? { entity };

/** The draft with other rights on an entity; an entity without any right is named no more. */
export function withRights(draft: RoleDraft, changed: EntityRights): RoleDraft {
  const known = draft.role.entities ?? [];
  const at = known.findIndex(({ entity }) => entity === changed.entity);
  const isNothing =
    !changed.create &&
    !changed.export &&
    !changed.import &&
    !changed.read &&
    !changed.update &&
    !changed.delete &&
    Object.keys(changed.fields ?? {}).length === 0;
  const entities = isNothing
    ? known.filter(({ entity }) => entity !== changed.entity)
    : at < 0
      ? [...known, changed]
      : known.with(at, changed);
  return { role: { ...draft.role, entities } };
}

/** The rights with another right on a field; one that may be written is not named. */
export function withField(rights: EntityRights, field: string, right: FieldRight): EntityRights {
  const { [field]: _, ...others } = rights.fields ?? {};
  const fields = right === "write" ? others : { ...others, [field]: right };
  const { fields: __, ...rest } = rights;
  return Object.keys(fields).length === 0 ? rest : { ...rest, fields };
}

/** The entity that a place in the document is about. */
export function entityOf({ role }: RoleDraft, pointer: string): string | undefined {
  const [, part, at = ""] = pointer.split("/");
  return part === "entities" ? role.entities?.[Number(at)]?.entity : undefined;
}

/** A new role that allows nothing yet. */
export const newRole = (key: string, label: Labels): RoleDocument => ({
  key,
  label,
  extends: [],
  entities: [],
});
