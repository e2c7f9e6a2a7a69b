import type { EntityMetadata } from "@dougong/kit/api";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Chip, showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { closeLink, type FormLink, linkKeys } from "./api.ts";
import { WaitingEntries } from "./WaitingEntries.tsx";

interface LinkListProps {
  form: string;
  entity: EntityMetadata;
  links: readonly FormLink[];
}

const colors = {
  open: "green",
  closed: "gray",
  expired: "gray",
  full: "gray",
  paused: "red",
} as const;

/** The links of a form, those in use first to be seen; what waits is said plainly. */
export function LinkList({ form, entity, links }: LinkListProps) {
  const { t } = useTranslation("designer");
  if (links.length === 0) return <p className="dg-share-note">{t("share.none")}</p>;
  return (
    <ul className="dg-share-links" aria-label={t("share.links")}>
      {links.map((link) => (
        <li key={link.id}>
          <LinkRow form={form} entity={entity} link={link} />
        </li>
      ))}
    </ul>
  );
}

function LinkRow({ form, entity, link }: Omit<LinkListProps, "links"> & { link: FormLink }) {
  const { t } = useTranslation("designer");
  const [isOpen, setIsOpen] = useState(false);
  const name = link.label || t("share.unnamed", { at: formatInstant(link.createdAt, "short") });
  const fixed = Object.keys(link.fixed).map((key) =>
    labelText(entity.fields.find((field) => field.key === key)?.label, key),
  );
  const facts = [
    link.maxEntries === null
      ? t("share.entries", { count: link.entries })
      : t("share.entriesOf", { entries: link.entries, most: link.maxEntries }),
    link.expiresAt && t("share.ends", { at: formatInstant(link.expiresAt, "short") }),
    fixed.length > 0 && t("share.fixes", { fields: fixed.join(t("share.list")) }),
    t("share.by", {
      name: link.createdBy.label ?? "–",
      at: formatInstant(link.createdAt, "short"),
    }),
  ].filter(Boolean);
  return (
    <>
      <div className="dg-share-head">
        <strong>{name}</strong>
        <Chip text={t(`share.state.${link.state}`)} color={colors[link.state]} />
        {link.state !== "closed" && <CloseButton form={form} link={link} name={name} />}
      </div>
      <p className="dg-share-note">{facts.join(" · ")}</p>
      {link.waiting > 0 && (
        <Button size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t("share.waiting", { count: link.waiting })}
        </Button>
      )}
      {isOpen && link.waiting > 0 && <WaitingEntries form={form} entity={entity} link={link.id} />}
    </>
  );
}

/** What is printed on a poster cannot be called back, so that it asks once more. */
function CloseButton({ form, link, name }: { form: string; link: FormLink; name: string }) {
  const { t } = useTranslation("designer");
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  async function close() {
    try {
      await closeLink(form, link.id);
      showToast({ text: t("share.closed", { name }), tone: "success" });
    } catch {
      showToast({ text: t("share.failed"), tone: "error" });
    }
    setIsAsking(false);
    await queries.invalidateQueries({ queryKey: linkKeys.form(form) });
  }
  if (!isAsking)
    return (
      <Button
        size="small"
        aria-label={t("share.closeOf", { name })}
        onClick={() => setIsAsking(true)}
      >
        {t("share.close")}
      </Button>
    );
  return (
    <span className="dg-share-line" role="alert">
      {t("share.sure")}
      <Button size="small" onClick={() => setIsAsking(false)}>
        {t("share.cancel")}
      </Button>
      <Button size="small" danger onClick={() => void close()}>
        {t("share.close")}
      </Button>
    </span>
  );
}
