import type { EntityMetadata } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, TextArea } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import type { EntityRights, RuleKind } from "./model.ts";

/** Whose rule for what is asked. */
export interface AskedRule {
  entity: EntityMetadata;
  kind: RuleKind;
}

interface RuleDialogProps {
  asked: AskedRule;
  rights: EntityRights;
  onClose: () => void;
  onRights: (rights: EntityRights) => void;
}

/** A rule of one's own, as an expression over the record; the draft's check says what is wrong. */
export function RuleDialog({ asked, rights, onClose, onRights }: RuleDialogProps) {
  const { t } = useTranslation("roles");
  const id = useId();
  const { entity, kind } = asked;
  const known = rights[kind];
  const [text, setText] = useState(typeof known === "string" ? known : "");
  const deed = t(`deed.${kind}`);
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("rule.title", { entity: labelText(entity.label, entity.key), deed })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="primary"
            disabled={text.trim() === ""}
            onClick={() => onRights({ ...rights, [kind]: text.trim() })}
          >
            {t("rule.take")}
          </Button>
        </>
      }
    >
      <div className="dg-roles-rule">
        <label htmlFor={id}>{t("rule.text")}</label>
        <TextArea
          id={id}
          rows={5}
          maxLength={2000}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <p>{t("rule.help")}</p>
        <pre>{"owner == user()\nisWithin(orgUnit, userOrgUnit()) && owner == user()"}</pre>
        <p>
          {t("rule.fields")}{" "}
          {entity.fields
            .map((field) => `${labelText(field.label, field.key)} = ${field.key}`)
            .join("; ")}
        </p>
      </div>
    </Dialog>
  );
}
