import {
  type EntityMetadata,
  readTimeline,
  recordKeys,
  type TimelineEntry,
  useWorkspace,
} from "@dougong/kit/api";
import { FieldDisplay, isBlank, recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { formatAgo, formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { CommentBox } from "./CommentBox.tsx";
import { CommentEntry } from "./CommentEntry.tsx";
import { ChangeEntry, History } from "./History.tsx";
import "./History.css";
import "./Timeline.css";

const changes = "change";

/** Only administrators see runs of workflows. */
const runs = "execution";

export interface TimelineProps {
  entity: EntityMetadata;
  id: string;
  asOf: string | undefined;
  onAsOf: (at: string | null) => void;
}

/** Everything that happened around a record, the newest first, with a filter by kind. */
export function Timeline({ entity, id, asOf, onAsOf }: TimelineProps) {
  const { t } = useTranslation("web");
  const [kind, setKind] = useState("");
  const nameOf = useKindName();
  const all = useTimeline(entity.key, id, "");
  const kinds = all.data?.pages[0]?.kinds ?? [];
  return (
    <div className="dg-timeline">
      <CommentBox entity={entity.key} id={id} />
      <div className="dg-timeline-kinds" role="group" aria-label={t("timeline.filter")}>
        {["", ...kinds].map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {one ? nameOf(one) : t("timeline.all")}
          </button>
        ))}
      </div>
      {kinds.includes(runs) && (
        <Link className="dg-timeline-why" to={`/design/why/${entity.key}/${id}`}>
          {t("timeline.why")}
        </Link>
      )}
      {kind === changes ? (
        <History entity={entity} id={id} asOf={asOf} onAsOf={onAsOf} />
      ) : (
        <Entries entity={entity} id={id} kind={kind} asOf={asOf} onAsOf={onAsOf} />
      )}
    </div>
  );
}

const useTimeline = (entity: string, id: string, kinds: string) =>
  useInfiniteQuery({
    queryKey: recordKeys.timeline(entity, id, kinds),
    initialPageParam: "",
    queryFn: ({ pageParam }) => readTimeline(entity, id, kinds, pageParam || undefined),
    getNextPageParam: (page) => page.next ?? undefined,
  });

function useKindName(): (kind: string) => string {
  const { t } = useTranslation("web");
  const { metadata } = useWorkspace();
  return (kind) => {
    const entity = metadata.entity(kind);
    return entity ? labelText(entity.label, kind) : t(`timeline.kind.${kind}`);
  };
}

function Entries({ entity, id, kind, asOf, onAsOf }: TimelineProps & { kind: string }) {
  const { t } = useTranslation("web");
  const entries = useTimeline(entity.key, id, kind);
  if (entries.isPending) return <Bones lines={5} />;
  if (entries.error) {
    return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
  }
  const items = entries.data.pages.flatMap((page) => page.items);
  return (
    <div className="dg-history">
      {items.length === 0 && <p className="dg-none">{t("history.none")}</p>}
      <ol>
        {items.map((entry) => (
          <Entry
            key={entry.key}
            entity={entity}
            id={id}
            entry={entry}
            asOf={asOf}
            onAsOf={onAsOf}
          />
        ))}
      </ol>
      {entries.hasNextPage && (
        <Button
          block
          loading={entries.isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
        >
          {t("timeline.older")}
        </Button>
      )}
    </div>
  );
}

function Entry(props: TimelineProps & { entry: TimelineEntry }) {
  const { entity, id, entry, asOf, onAsOf } = props;
  const { t } = useTranslation("web");
  if ("fields" in entry) {
    const isShownNow = asOf === entry.at;
    return <ChangeEntry entity={entity} change={entry} isShownNow={isShownNow} onAsOf={onAsOf} />;
  }
  if ("mentions" in entry) return <CommentEntry entity={entity.key} id={id} entry={entry} />;
  if ("title" in entry) {
    return (
      <li className="dg-change dg-change-created">
        <Head entry={entry} text={t(`timeline.task.${entry.status}`)} />
        <Link to="/tasks">{entry.title}</Link>
        {entry.comment && <p className="dg-timeline-text">{entry.comment}</p>}
      </li>
    );
  }
  if ("workflow" in entry) {
    return (
      <li className="dg-change dg-change-derived">
        <Head entry={entry} text={t(`timeline.execution.${entry.status}`)} />
        <Link to={`/design/workflow/${entry.workflow}/runs/${entry.id}`}>
          {labelText(entry.label, entry.workflow)}
        </Link>
      </li>
    );
  }
  return "record" in entry ? <RelatedEntry entry={entry} /> : null;
}

function Head({ entry, text }: { entry: TimelineEntry; text: string }) {
  const { t } = useTranslation("web");
  return (
    <div className="dg-change-head">
      <strong>{entry.by?.label || t("history.system")}</strong> {text}
      <time dateTime={entry.at} title={formatInstant(entry.at)}>
        {formatAgo(entry.at)}
      </time>
    </div>
  );
}

function RelatedEntry({ entry }: { entry: Extract<TimelineEntry, { record: unknown }> }) {
  const types = useFieldTypes();
  const { metadata } = useWorkspace();
  const entity = metadata.entity(entry.entity);
  if (!entity || !entry.record) return null;
  const { record } = entry;
  const facts = entity.fields
    .filter((field) => field.key !== entity.title && record[field.key] !== undefined)
    .filter((field) => !field.system && !entity.naturalKey?.includes(field.key))
    .map((field) => ({ field, value: types.read(record[field.key], field) }))
    .filter(({ value }) => !isBlank(value));
  return (
    <li className="dg-change dg-change-created">
      <Head entry={entry} text={labelText(entity.label, entity.key)} />
      <Link to={`/data/${entity.key}/${record.id}`}>{recordTitle(entity, record, types)}</Link>
      <div className="dg-timeline-facts">
        {facts.map(({ field, value }) => (
          <span key={field.key}>
            <FieldDisplay field={field} value={value} isShort />
          </span>
        ))}
      </div>
    </li>
  );
}
