import { type FieldChange, type Json, useWorkspace } from "@dougong/kit/api";
import { FieldDisplay, plainValue, useFieldTypes } from "@dougong/kit/fields";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Link } from "react-router";
import type { AuditChoice, AuditItem } from "./api.ts";

interface AuditEntryProps {
  item: AuditItem;
  onChoose: (change: Partial<AuditChoice>) => void;
}

/** One thing that happened: when, who, what, to what, and what was before and is after. */
export function AuditEntry({ item, onChoose }: AuditEntryProps) {
  const { t } = useTranslation("audit");
  const { by } = item;
  return (
    <li className="dg-audit-item">
      <div className="dg-audit-head">
        <time dateTime={item.at}>{formatInstant(item.at)}</time>
        {by ? (
          <button type="button" title={t("onlyPerson")} onClick={() => onChoose({ user: by.id })}>
            {by.label ?? by.id.slice(0, 8)}
          </button>
        ) : (
          <span>{t(item.address ? "stranger" : "system")}</span>
        )}
        <strong>{t(`kind.${item.kind}`, { defaultValue: item.kind })}</strong>
        <Subject item={item} />
        {item.address && <small>{item.address}</small>}
      </div>
      <Details item={item} />
    </li>
  );
}

function Subject({ item }: { item: AuditItem }) {
  if (item.record === undefined) {
    return <span className="dg-audit-subject">{item.subjectLabel ?? item.subject}</span>;
  }
  const text = `${item.entityLabel ?? ""} ${item.record.slice(0, 8)}`;
  return item.entity && item.kind !== "record.deleted" ? (
    <Link to={`/data/${item.entity}/${item.record}`}>{text}</Link>
  ) : (
    <span className="dg-audit-subject">{text}</span>
  );
}

function Details({ item }: { item: AuditItem }) {
  const { t } = useTranslation("audit");
  const workspace = useWorkspace();
  const types = useFieldTypes();
  const entity = item.entity ? workspace.metadata.entity(item.entity) : undefined;
  const changes = item.fields ?? changesOf(item.details ?? {});
  if (changes.length === 0) return null;
  function show(change: FieldChange, json: Json | undefined) {
    const field = change.removed ? undefined : entity?.fields.find((one) => one.key === change.key);
    if (field)
      return <FieldDisplay field={field} value={types.read(json ?? null, field)} isShort />;
    return <>{words(json)}</>;
  }
  return (
    <details open={item.kind === "record.updated" || item.fields === undefined}>
      <summary>{t("details", { count: changes.length })}</summary>
      <dl>
        {changes.map((change) => (
          <div key={change.key}>
            <dt>{change.label || t(`detail.${change.key}`, { defaultValue: change.key })}</dt>
            <dd>
              {words(change.before) !== "" && (
                <>
                  <del>{show(change, change.before)}</del>
                  <span aria-hidden> → </span>
                </>
              )}
              <ins>{show(change, change.after)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What an entry tells, in the shape of changed fields. */
function changesOf(details: Record<string, Json>): FieldChange[] {
  const { before, after, ...rest } = details;
  const old = (before ?? {}) as Record<string, Json>;
  const changed = Object.entries((after ?? {}) as Record<string, Json>);
  return [
    ...changed.map(([key, now]) => ({ key, label: "", before: old[key] ?? null, after: now })),
    ...Object.entries(rest).map(([key, now]) => ({ key, label: "", before: null, after: now })),
  ];
}

function words(json: Json | undefined): string {
  if (json === null || json === undefined) return "";
  if (typeof json === "string") return json;
  if (Array.isArray(json)) return json.map((one) => words(one)).join(", ");
  return JSON.stringify(plainValue(json));
}
