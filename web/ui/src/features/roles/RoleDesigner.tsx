import type { EntityMetadata } from "@dougong/kit/api";
import {
  DesignerBar,
  type Loaded,
  ProblemList,
  useDesignerKeys,
  useDraft,
  usePublishing,
} from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { FieldRightsDialog } from "./FieldRightsDialog.tsx";
import { entityOf, rightsOn, type RoleDraft, withRights } from "./model.ts";
import { RightsMatrix } from "./RightsMatrix.tsx";
import { RoleProperties } from "./RoleProperties.tsx";
import { RoleViewDialog } from "./RoleViewDialog.tsx";
import { type AskedRule, RuleDialog } from "./RuleDialog.tsx";
import "./RoleDesigner.css";

interface RoleDesignerProps {
  loaded: Loaded<RoleDraft>;
  entities: EntityMetadata[];
}

/** What people of a role may do, as a matrix; nothing holds before it is published. */
export function RoleDesigner({ loaded, entities }: RoleDesignerProps) {
  const { t } = useTranslation("roles");
  const editing = useDraft({ loaded, main: "role" });
  const publish = usePublishing(editing, "metadata", "session", "people");
  const [rule, setRule] = useState<AskedRule | null>(null);
  const [fieldsOf, setFieldsOf] = useState<EntityMetadata | null>(null);
  const [isViewing, setIsViewing] = useState(false);
  const { draft, act } = editing;
  const title = t("title", { role: labelText(draft.role.label, draft.role.key) });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const root = useDesignerKeys({ ...editing, save: () => void editing.save() });
  const nameOf = (entity: EntityMetadata) => labelText(entity.label, entity.key);
  return (
    <div className="dg-designer dg-roles" ref={root}>
      <DesignerBar
        title={title}
        editing={editing}
        onPublish={(hasConsent) => void publish(hasConsent)}
      >
        <Button disabled={editing.version === 0} onClick={() => setIsViewing(true)}>
          {t("view.open")}
        </Button>
      </DesignerBar>
      <ProblemList
        problems={editing.problems}
        placeOf={(pointer) => entityOf(draft, pointer)}
        onChoose={(key) => document.getElementById(`rights-${key}`)?.scrollIntoView()}
      />
      <RoleProperties draft={draft} onChange={act} />
      <RightsMatrix
        draft={draft}
        entities={entities}
        onRights={(entity, rights) =>
          act(t("step.rights", { entity: nameOf(entity) }), withRights(draft, rights))
        }
        onRule={(entity, kind) => setRule({ entity, kind })}
        onFields={setFieldsOf}
      />
      {isViewing && (
        <RoleViewDialog
          role={draft.role.key}
          label={labelText(draft.role.label, draft.role.key)}
          entities={entities}
          onClose={() => setIsViewing(false)}
        />
      )}
      {rule && (
        <RuleDialog
          asked={rule}
          rights={rightsOn(draft, rule.entity.key)}
          onClose={() => setRule(null)}
          onRights={(rights) => {
            act(t("step.rule", { entity: nameOf(rule.entity) }), withRights(draft, rights));
            setRule(null);
          }}
        />
      )}
      {fieldsOf && (
        <FieldRightsDialog
          entity={fieldsOf}
          rights={rightsOn(draft, fieldsOf.key)}
          onClose={() => setFieldsOf(null)}
          onRights={(rights) =>
            act(
              t("step.fields", { entity: nameOf(fieldsOf) }),
              withRights(draft, rights),
              `fields.${fieldsOf.key}`,
            )
          }
        />
      )}
    </div>
  );
}
