import type { EntityMetadata } from "@dougong/kit/api";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, PageAnchor, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { fieldTypes } from "../../runtime/fieldTypes.ts";
import { linkKeys, listWaiting, settleEntry, type WaitingEntry } from "./api.ts";

interface WaitingEntriesProps {
  form: string;
  entity: EntityMetadata;
  link: string;
}

/** What came in and made no record: who it is about may be there already. */
export function WaitingEntries({ form, entity, link }: WaitingEntriesProps) {
  const { t } = useTranslation("designer");
  const queries = useQueryClient();
  const waiting = useQuery({
    queryKey: linkKeys.waiting(form, link),
    queryFn: () => listWaiting(form, link),
    staleTime: 0,
  });
  if (waiting.error)
    return <ErrorState error={waiting.error} onRetry={() => void waiting.refetch()} />;
  if (!waiting.data) return <Bones lines={3} />;
  async function settle(entry: string) {
    try {
      await settleEntry(form, link, entry);
    } catch {
      showToast({ text: t("share.failed"), tone: "error" });
    }
    await queries.invalidateQueries({ queryKey: linkKeys.form(form) });
  }
  return (
    <ol className="dg-share-waiting">
      {waiting.data.items.map((entry) => (
        <li key={entry.id}>
          <Entry entity={entity} entry={entry} onSettle={() => void settle(entry.id)} />
        </li>
      ))}
    </ol>
  );
}

interface EntryProps {
  entity: EntityMetadata;
  entry: WaitingEntry;
  onSettle: () => void;
}

function Entry({ entity, entry, onSettle }: EntryProps) {
  const { t } = useTranslation("designer");
  const fieldOf = (key: string) => entity.fields.find((field) => field.key === key);
  const textOf = (key: string) => {
    const field = fieldOf(key);
    return field ? fieldTypes.text(fieldTypes.read(entry.values[key], field), field) : "";
  };
  const label = labelText(fieldOf(entry.field ?? "")?.label, entry.field ?? "");
  const known = entry.code === "duplicate" && entry.field ? textOf(entry.field) : "";
  return (
    <>
      <p className="dg-share-note">
        {formatInstant(entry.at, "short")} ·{" "}
        {entry.code === "duplicate"
          ? t("share.known", { label })
          : t("share.unfit", { label, code: entry.code })}
      </p>
      <dl>
        {Object.keys(entry.values).map((key) => (
          <div key={key}>
            <dt>{labelText(fieldOf(key)?.label, key)}</dt>
            <dd>{textOf(key)}</dd>
          </div>
        ))}
      </dl>
      <div className="dg-share-line">
        {known && (
          <PageAnchor to={`/data/${entity.key}?q=${encodeURIComponent(known)}`}>
            {t("share.lookUp")}
          </PageAnchor>
        )}
        <Button size="small" onClick={onSettle}>
          {t("share.settle")}
        </Button>
      </div>
    </>
  );
}
