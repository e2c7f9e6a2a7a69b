import type { EntityMetadata, FieldMetadata } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect } from "@dougong/kit/ui";
import { Button, Checkbox } from "antd";
import { type EntityRights, type FieldRight, withField } from "./model.ts";

interface FieldRightsDialogProps {
  entity: EntityMetadata;
  rights: EntityRights;
  onClose: () => void;
  onRights: (rights: EntityRights) => void;
}

const choices: FieldRight[] = ["write", "read", "masked", "hidden"];

/** Whoever sees a record sees these. */
const technical = new Set(["id", "version"]);

const isOffered = (right: FieldRight, field: FieldMetadata) =>
  right !== "masked" || field.maskable === true;

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
                {choices
                  .filter((right) => isOffered(right, field))
                  .map((right) => (
                    <option key={right} value={right}>
                      {t(`right.${right}`)}
                    </option>
                  ))}
              </NativeSelect>
            </li>
          );
        })}
      </ul>
      {(rights.reveal || Object.values(rights.fields ?? {}).includes("masked")) && (
        <Checkbox
          checked={rights.reveal ?? false}
          onChange={(event) => onRights({ ...rights, reveal: event.target.checked })}
        >
          {t("reveal")}
        </Checkbox>
      )}
    </Dialog>
  );
}
