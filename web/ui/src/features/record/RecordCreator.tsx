import { fieldTypes, formSections, formsFor, groupSections, RecordForm } from "@dougong/form";
import { createRecord, type EntityMetadata, useWorkspace } from "@dougong/kit/api";
import { type FieldObject, type RecordCreatorProps, recordTitle } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { randomKey, useIsPhone } from "@dougong/kit/lib";
import { Dialog } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { createPortal } from "react-dom";
import "./RecordCreator.css";

/** The shortest form of an entity in a sheet above the form that points to it. */
export function RecordCreator({ entity: key, words, onCreated, onClose }: RecordCreatorProps) {
  const { t } = useTranslation("web");
  const { metadata } = useWorkspace();
  const queries = useQueryClient();
  const isPhone = useIsPhone();
  const [idempotencyKey] = useState(randomKey);
  const entity = metadata.entity(key);
  if (!entity) return null;
  const [form] = formsFor(metadata.forms(key), isPhone ? "phone" : "pc");
  const sections = form ? formSections(entity, form) : groupSections(entity, t("record.other"));
  return createPortal(
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- events stay in this form, not in the one around it
    <div className="dg-creator" onSubmit={stay} onKeyDown={stay}>
      <Dialog
        isOpen
        onClose={onClose}
        shape="sheet"
        title={t("list.new", { label: labelText(entity.label, key) })}
      >
        <RecordForm
          entity={entity}
          sections={sections}
          rules={form?.rules}
          record={null}
          initial={initialOf(entity, words)}
          save={(values) => createRecord(key, values, idempotencyKey, form?.key)}
          onSaved={(record) => {
            void queries.invalidateQueries({ queryKey: ["data"] });
            onCreated({ id: record.id, label: recordTitle(entity, record, fieldTypes) });
          }}
          onCancel={onClose}
          onDirty={ignore}
        />
      </Dialog>
    </div>,
    document.body,
  );
}

const stay = (event: SyntheticEvent) => event.stopPropagation();
const ignore = () => undefined;

/** The words become the title; digits become the number that the record is known by. */
function initialOf(entity: EntityMetadata, words: string): FieldObject {
  if (!words) return {};
  const isNumber = /^[+\d\s-]{5,}$/.test(words);
  const key = isNumber ? entity.naturalKey?.[0] : entity.title;
  const field = entity.fields.find((one) => one.key === key);
  return field && !fieldTypes.isComputed(field) && !field.readOnly ? { [field.key]: words } : {};
}
