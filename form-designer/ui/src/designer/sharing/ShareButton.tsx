import { type EntityMetadata, useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, ErrorState } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { linkKeys, listLinks } from "./api.ts";
import { LinkList } from "./LinkList.tsx";
import { NewLink } from "./NewLink.tsx";
import { MadeLink } from "./MadeLink.tsx";
import "./sharing.css";

export interface ShareButtonProps {
  form: string;
  entity: string;
  /** Whether what is shared is what the designer shows. */
  isPublished: boolean;
}

/** Shares a published form with people who have no account, and shows what came of it. */
export function ShareButton({ form, entity: key, isPublished }: ShareButtonProps) {
  const { t } = useTranslation("designer");
  const entity = useWorkspace().metadata.entity(key);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t("share.open")}</Button>
      {isOpen && (
        <Dialog isOpen onClose={() => setIsOpen(false)} shape="sheet" title={t("share.title")}>
          {!isPublished && <p className="dg-share-note">{t("share.publishedOnly")}</p>}
          {entity ? <Sharing form={form} entity={entity} /> : <p>{t("share.publishFirst")}</p>}
        </Dialog>
      )}
    </>
  );
}

function Sharing({ form, entity }: { form: string; entity: EntityMetadata }) {
  const { t } = useTranslation("designer");
  const queries = useQueryClient();
  const [made, setMade] = useState<string | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const shared = useQuery({ queryKey: linkKeys.form(form), queryFn: () => listLinks(form) });
  const named = (keys: readonly string[]) =>
    keys
      .map((one) => labelText(entity.fields.find((field) => field.key === one)?.label, one))
      .join(t("share.list"));
  if (shared.error)
    return <ErrorState error={shared.error} onRetry={() => void shared.refetch()} />;
  if (!shared.data) return <Bones lines={6} />;
  const { items, offered, kept } = shared.data;
  return (
    <div className="dg-share">
      <p>{t("share.text", { fields: named(offered) })}</p>
      {kept.length > 0 && (
        <p className="dg-share-note">{t("share.kept", { fields: named(kept) })}</p>
      )}
      {made !== null && <MadeLink address={made} />}
      {isAdding ? (
        <NewLink
          form={form}
          entity={entity}
          onCancel={() => setIsAdding(false)}
          onMade={(address) => {
            setMade(address);
            setIsAdding(false);
            void queries.invalidateQueries({ queryKey: linkKeys.form(form) });
          }}
        />
      ) : (
        <Button type="primary" disabled={offered.length === 0} onClick={() => setIsAdding(true)}>
          {t("share.add")}
        </Button>
      )}
      <LinkList form={form} entity={entity} links={items} />
    </div>
  );
}
