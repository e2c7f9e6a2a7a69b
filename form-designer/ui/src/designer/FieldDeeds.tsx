import { useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { useState } from "react";
import { ChangeTypeDialog } from "./ChangeTypeDialog.tsx";
import { DeleteFieldDialog } from "./DeleteFieldDialog.tsx";
import { type FieldDeedProps, publishedKey, usePublished } from "./fieldFacts.ts";
import { RenameFieldDialog } from "./RenameFieldDialog.tsx";

const dialogs = {
  rename: RenameFieldDialog,
  type: ChangeTypeDialog,
  remove: DeleteFieldDialog,
} as const;

/** What changes more than the form: its consequences are told before. */
export function FieldDeeds(props: Omit<FieldDeedProps, "onClose" | "usedKey">) {
  const { field, editing } = props;
  const { t } = useTranslation("designer");
  const [open, setOpen] = useState<keyof typeof dialogs | null>(null);
  const usedKey = publishedKey(usePublished(editing.draft), field);
  const Opened = open === null ? null : dialogs[open];
  return (
    <>
      <dl>
        <dt>{t("type")}</dt>
        <dd>
          {t(`types.${field.type}`)}{" "}
          <Button size="small" onClick={() => setOpen("type")}>
            {t("deed.type")}
          </Button>
        </dd>
        <dt>{t("key")}</dt>
        <dd>
          <code>{field.key}</code>{" "}
          <Button size="small" onClick={() => setOpen("rename")}>
            {t("deed.rename")}
          </Button>
        </dd>
      </dl>
      <Button danger onClick={() => setOpen("remove")}>
        {t("deed.remove")}
      </Button>
      {Opened && (
        <Opened field={field} editing={editing} usedKey={usedKey} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
