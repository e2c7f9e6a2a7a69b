import type { EntityMetadata } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect } from "@dougong/kit/ui";
import { Button } from "antd";
import { type EntityRights, type FieldRight, withField } from "./model.ts";

interface FieldRightsDialogProps {
  entity: EntityMetadata;
  rights: EntityRights;
  onClose: () => void;
  onRights: (rights: EntityRights) => void;
}

const choices: FieldRight[] = ["write", "read", "hidden"];

/** Whoever sees a record sees these. */
const technical = new Set(["id", "version"]);

/** What may be done with each field of the records that may be read. */
export function FieldRightsDialog({ entity, rights, onClose, onRights }: FieldRightsDialogProps) {
  const { t } = useTranslation("roles");
  const fields = entity.fields.filter(({ key }) => !technical.has(key));
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("fieldsOf", { entity: labelText(entity.label, entity.key) })}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <p>{t("fieldsText")}</p>
      <ul className="dg-roles-fields">
        {fields.map((field) => {
          const name = labelText(field.label, field.key);
          return (
            <li key={field.key}>
              <span>{name}</span>
              <NativeSelect
                aria-label={name}
                value={rights.fields?.[field.key] ?? "write"}
                onChange={(event) =>
                  onRights(withField(rights, field.key, event.target.value as FieldRight))
                }
              >
                {choices.map((right) => (
                  <option key={right} value={right}>
                    {t(`right.${right}`)}
                  </option>
                ))}
              </NativeSelect>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
