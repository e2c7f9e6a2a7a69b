import {
  type Change,
  type EntityMetadata,
  type FieldChange,
  listChanges,
  recordKeys,
} from "@dougong/kit/api";
import { FieldDisplay, plainValue, useFieldTypes } from "@dougong/kit/fields";
import { formatAgo, formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import "./History.css";

export interface HistoryProps {
  entity: EntityMetadata;
  id: string;
  asOf: string | undefined;
  onAsOf: (at: string | null) => void;
}

/** Every change with who, when, before and after; the newest first. */
export function History({ entity, id, asOf, onAsOf }: HistoryProps) {
  const { t } = useTranslation("web");
  const [showsDerived, setShowsDerived] = useState(false);
  const changes = useInfiniteQuery({
    queryKey: recordKeys.changes(entity.key, id),
    initialPageParam: "",
    queryFn: ({ pageParam }) => listChanges(entity.key, id, pageParam || undefined),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (changes.isPending) return <Bones lines={5} />;
  if (changes.error) {
    return <ErrorState error={changes.error} onRetry={() => void changes.refetch()} />;
  }
  const all = changes.data.pages.flatMap((page) => page.items);
  const shown = showsDerived ? all : all.filter((change) => change.op !== "derived");
  return (
    <div className="dg-history">
      {shown.length === 0 && <p className="dg-none">{t("history.none")}</p>}
      <ol>
        {shown.map((change) => (
          <ChangeEntry
            key={String(change.seq)}
            entity={entity}
            change={change}
            isShownNow={asOf === change.at}
            onAsOf={onAsOf}
          />
        ))}
      </ol>
      {changes.hasNextPage && (
        <Button
          block
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          {t("history.older")}
        </Button>
      )}
      {all.length > shown.length && (
        <Button type="link" size="small" onClick={() => setShowsDerived(true)}>
          {t("history.showDerived", { count: all.length - shown.length })}
        </Button>
      )}
    </div>
  );
}

export interface ChangeEntryProps {
  entity: EntityMetadata;
  change: Omit<Change, "seq">;
  isShownNow: boolean;
  onAsOf: (at: string | null) => void;
}

/** Reasons that go on with what somebody has written, behind a colon. */
const told = new Set(["handOver", "handBack"]);

/** Why something was changed, in words; a reason can name what it comes from, behind a colon. */
function whyText(
  { why, whyLabel }: Omit<Change, "seq">,
  say: (key: string, places: { defaultValue: string; name: string }) => string,
): string {
  const [kind = "", ...rest] = (why ?? "").split(":");
  if (kind === "") return "";
  const name = whyLabel ?? rest.join(":");
  const text = say(`history.why.${kind}`, { defaultValue: kind, name });
  return told.has(kind) && name ? `${text} · ${name}` : text;
}

/** A change as an item of a list. */
export function ChangeEntry({ entity, change, isShownNow, onAsOf }: ChangeEntryProps) {
  const { t } = useTranslation("web");
  const isFirst = change.op === "created";
  const reason = whyText(change, (key, places) => t(key, places));
  return (
    <li className={`dg-change dg-change-${change.op}`}>
      <div className="dg-change-head">
        <strong>{change.by?.label ?? t("history.system")}</strong> {t(`history.op.${change.op}`)}
        <time dateTime={change.at} title={formatInstant(change.at)}>
          {formatAgo(change.at)}
        </time>
      </div>
      {reason && <p className="dg-change-why">{reason}</p>}
      {change.fields.length > 0 && (
        <details open={!isFirst}>
          <summary>{t("history.fields", { count: change.fields.length })}</summary>
          <dl>
            {change.fields.map((field) => (
              <ChangedField
                key={field.removed ? `removed ${field.key}` : field.key}
                entity={entity}
                change={field}
                isFirst={isFirst}
              />
            ))}
          </dl>
        </details>
      )}
      <button
        type="button"
        aria-pressed={isShownNow}
        onClick={() => onAsOf(isShownNow ? null : change.at)}
      >
        {t(isShownNow ? "history.backToNow" : "history.seeThen")} · {formatInstant(change.at)}
      </button>
    </li>
  );
}

function ChangedField(props: { entity: EntityMetadata; change: FieldChange; isFirst: boolean }) {
  const { entity, change, isFirst } = props;
  const { t } = useTranslation("web");
  const types = useFieldTypes();
  const field = change.removed ? undefined : entity.fields.find((one) => one.key === change.key);
  const show = (json: FieldChange["before"]) =>
    field ? (
      <FieldDisplay field={field} value={types.read(json, field)} isShort />
    ) : (
      <>{typeof json === "string" ? json : JSON.stringify(plainValue(json))}</>
    );
  return (
    <div>
      <dt>
        {change.label}
        {change.removed && <small>{t("history.removed")}</small>}
      </dt>
      <dd>
        {!isFirst && (
          <>
            <del>{show(change.before)}</del>
            <span aria-hidden> → </span>
          </>
        )}
        <ins>{show(change.after)}</ins>
      </dd>
    </div>
  );
}
