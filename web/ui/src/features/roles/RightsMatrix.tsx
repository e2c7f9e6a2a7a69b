import type { EntityMetadata } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import { Button } from "antd";
import {
  type EntityRights,
  rightsOn,
  type RoleDraft,
  type RuleKind,
  ruleOf,
  type Scope,
  scopeOf,
  scopesOf,
  type SwitchKind,
} from "./model.ts";

interface RightsMatrixProps {
  draft: RoleDraft;
  entities: EntityMetadata[];
  onRights: (entity: EntityMetadata, rights: EntityRights) => void;
  onRule: (entity: EntityMetadata, kind: RuleKind) => void;
  onFields: (entity: EntityMetadata) => void;
}

type Deed = { kind: RuleKind; isRule: true } | { kind: SwitchKind; isRule: false };

const deeds: Deed[] = [
  { kind: "read", isRule: true },
  { kind: "create", isRule: false },
  { kind: "update", isRule: true },
  { kind: "delete", isRule: true },
  { kind: "export", isRule: false },
  { kind: "import", isRule: false },
];

/** Each sort of record is a line; what may be done with which of them stands in its cells. */
export function RightsMatrix({ draft, entities, ...acts }: RightsMatrixProps) {
  const { t } = useTranslation("roles");
  return (
    <table className="dg-rights">
      <caption>{t("matrix")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("entity")}</th>
          {deeds.map(({ kind }) => (
            <th key={kind} scope="col">
              {t(`deed.${kind}`)}
            </th>
          ))}
          <th scope="col">{t("fields")}</th>
        </tr>
      </thead>
      <tbody>
        {entities.map((entity) => (
          <Line key={entity.key} entity={entity} rights={rightsOn(draft, entity.key)} {...acts} />
        ))}
      </tbody>
    </table>
  );
}

interface LineProps extends Omit<RightsMatrixProps, "draft" | "entities"> {
  entity: EntityMetadata;
  rights: EntityRights;
}

function Line({ entity, rights, onRights, onRule, onFields }: LineProps) {
  const { t } = useTranslation("roles");
  const name = labelText(entity.label, entity.key);
  const limits = Object.keys(rights.fields ?? {}).length;
  return (
    <tr id={`rights-${entity.key}`} className={rights.read ? undefined : "dg-rights-none"}>
      <th scope="row">{name}</th>
      {deeds.map((deed) => (
        <td key={deed.kind} data-label={t(`deed.${deed.kind}`)}>
          {deed.isRule ? (
            <RuleCell
              entity={entity}
              kind={deed.kind}
              rights={rights}
              onRights={onRights}
              onRule={onRule}
            />
          ) : (
            <input
              type="checkbox"
              aria-label={t("cell", { entity: name, deed: t(`deed.${deed.kind}`) })}
              checked={rights[deed.kind] ?? false}
              onChange={(event) =>
                onRights(entity, { ...rights, [deed.kind]: event.target.checked })
              }
            />
          )}
        </td>
      ))}
      <td data-label={t("fields")}>
        <Button aria-label={t("fieldsOf", { entity: name })} onClick={() => onFields(entity)}>
          {limits === 0 ? t("noLimits") : t("limits", { count: limits })}
        </Button>
      </td>
    </tr>
  );
}

interface RuleCellProps {
  entity: EntityMetadata;
  kind: RuleKind;
  rights: EntityRights;
  onRights: (entity: EntityMetadata, rights: EntityRights) => void;
  onRule: (entity: EntityMetadata, kind: RuleKind) => void;
}

function RuleCell({ entity, kind, rights, onRights, onRule }: RuleCellProps) {
  const { t } = useTranslation("roles");
  const scope = scopeOf(rights[kind]);
  const name = labelText(entity.label, entity.key);
  const offered = scopesOf(entity);
  const cell = t("cell", { entity: name, deed: t(`deed.${kind}`) });
  function choose(next: Scope) {
    const rule = ruleOf(next);
    if (rule === undefined) onRule(entity, kind);
    else onRights(entity, { ...rights, [kind]: rule });
  }
  return (
    <div className="dg-rights-rule">
      <NativeSelect
        aria-label={cell}
        value={scope}
        onChange={(event) => choose(event.target.value as Scope)}
      >
        {(offered.includes(scope) ? offered : [scope, ...offered]).map((one) => (
          <option key={one} value={one}>
            {t(`scope.${one}`)}
          </option>
        ))}
      </NativeSelect>
      {scope === "rule" && (
        <Button
          type="link"
          title={String(rights[kind])}
          aria-label={t("ruleOf", { cell })}
          onClick={() => onRule(entity, kind)}
        >
          {t("showRule")}
        </Button>
      )}
    </div>
  );
}
