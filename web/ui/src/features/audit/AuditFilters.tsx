import { useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, entitiesByMenu, NativeSelect, TextInput } from "@dougong/kit/ui";
import { PersonPicker } from "@dougong/workflow/people";
import { Button } from "antd";
import { useId, useState } from "react";
import type { AuditChoice } from "./api.ts";

interface AuditFiltersProps {
  choice: AuditChoice;
  onChoose: (choice: Partial<AuditChoice>) => void;
  onClose: () => void;
}

const areas = [
  "record.",
  "records.",
  "signIn.",
  "session.",
  "call.",
  "upload.",
  "user.",
  "orgUnit.",
  "password.",
  "apiKey.",
  "secondFactor.",
  "signInSource.",
  "account.",
  "documents.",
  "app.",
  "optOut.",
  "auditLog.",
  "backups.",
  "person.",
  "field.",
  "fieldKey.",
  "workspaces.",
];

/** Which part of the log is shown. */
export function AuditFilters({ choice, onChoose, onClose }: AuditFiltersProps) {
  const { t } = useTranslation("audit");
  const id = useId();
  const entities = entitiesByMenu(useWorkspace());
  const [wish, setWish] = useState<AuditChoice>(choice);
  const set = (change: Partial<AuditChoice>) => setWish((now) => ({ ...now, ...change }));
  return (
    <Dialog
      isOpen
      shape="sheet"
      title={t("filter")}
      onClose={onClose}
      footer={
        <Button type="primary" onClick={() => onChoose(wish)}>
          {t("apply")}
        </Button>
      }
    >
      <div className="dg-audit-filters">
        <label htmlFor={`${id}-what`}>{t("what")}</label>
        <NativeSelect
          id={`${id}-what`}
          value={wish.kind}
          onChange={(event) => set({ kind: event.target.value })}
        >
          <option value="">{t("any")}</option>
          {areas.map((area) => (
            <option key={area} value={area}>
              {t(`area.${area.slice(0, -1)}`)}
            </option>
          ))}
        </NativeSelect>
        <label htmlFor={`${id}-entity`}>{t("entity")}</label>
        <NativeSelect
          id={`${id}-entity`}
          value={wish.entity}
          onChange={(event) => set({ entity: event.target.value, record: "" })}
        >
          <option value="">{t("any")}</option>
          {entities.map((entity) => (
            <option key={entity.key} value={entity.key}>
              {labelText(entity.label, entity.key)}
            </option>
          ))}
        </NativeSelect>
        <label htmlFor={`${id}-since`}>{t("since")}</label>
        <TextInput
          id={`${id}-since`}
          type="date"
          value={wish.since}
          onChange={(event) => set({ since: event.target.value })}
        />
        <label htmlFor={`${id}-until`}>{t("until")}</label>
        <TextInput
          id={`${id}-until`}
          type="date"
          value={wish.until}
          onChange={(event) => set({ until: event.target.value })}
        />
        <PersonPicker value={wish.user} onChange={(user) => set({ user })} />
        {wish.user !== "" && (
          <Button type="link" onClick={() => set({ user: "" })}>
            {t("anybody")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
