import { useWorkspace } from "@dougong/kit/api";
import { useFieldTypes } from "@dougong/kit/fields";
import { ConditionText, readFilter } from "@dougong/kit/filters";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { listSegments, type Segment, segmentKeys } from "./api.ts";
import { type Beginning, SegmentDialog } from "./SegmentDialog.tsx";
import "./texts.ts";
import "./segments.css";

const refreshMilliseconds = 5_000;

/** Groups of records that keep themselves by a condition. */
export function SegmentsPage() {
  const { t } = useTranslation("segments");
  const [search, setSearch] = useSearchParams();
  const begun = beginning(search);
  const [edited, setEdited] = useState<Segment | "new" | null>(begun ? "new" : null);
  const all = useQuery({
    queryKey: segmentKeys.all,
    queryFn: listSegments,
    refetchInterval: refreshMilliseconds,
  });
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  if (all.error) return <ErrorState error={all.error} onRetry={() => void all.refetch()} isPage />;
  return (
    <div className="dg-segments">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
        <Button type="primary" onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      </header>
      <p>{t("about")}</p>
      {!all.data && <Bones lines={6} />}
      {all.data?.length === 0 && <p>{t("none")}</p>}
      <ul>
        {all.data?.map((segment) => (
          <Item key={segment.key} segment={segment} onEdit={() => setEdited(segment)} />
        ))}
      </ul>
      {edited && (
        <SegmentDialog
          segment={edited === "new" ? null : edited}
          begun={edited === "new" ? begun : null}
          onClose={() => {
            setEdited(null);
            setSearch({}, { replace: true });
          }}
        />
      )}
    </div>
  );
}

/** What somebody brought along from elsewhere for a new segment: it stands in the address. */
function beginning(search: URLSearchParams): Beginning | null {
  const [entity, filter, label] = ["entity", "filter", "name"].map((name) => search.get(name));
  return entity && filter ? { entity, filter, label: label ?? "" } : null;
}

function Item({ segment, onEdit }: { segment: Segment; onEdit: () => void }) {
  const { t } = useTranslation("segments");
  const { metadata } = useWorkspace();
  const types = useFieldTypes();
  const entity = metadata.entity(segment.entity);
  const name = labelText(segment.label ?? undefined, segment.key);
  return (
    <li>
      <p className="dg-segments-facts">
        <strong>{name}</strong>
        <span>{labelText(entity?.label, segment.entity)}</span>
        <span>{t("members", { count: segment.members })}</span>
        {segment.tag && <span>{t("tag", { tag: segment.tag.value })}</span>}
      </p>
      <div className="dg-segments-facts">
        {entity &&
          readFilter(segment.filter, entity, types).map((part, at) =>
            "text" in part ? (
              // oxlint-disable-next-line react/no-array-index-key -- conditions have no other identity
              <code key={at}>{part.text}</code>
            ) : (
              // oxlint-disable-next-line react/no-array-index-key -- conditions have no other identity
              <ConditionText key={at} entity={entity} condition={part.condition} />
            ),
          )}
      </div>
      <p className="dg-segments-facts">
        <Link to={`/data/${segment.entity}?filter=${encodeURIComponent(segment.filter)}`}>
          {t("show")}
        </Link>
        <Button size="small" aria-label={`${t("edit")} ${name}`} onClick={onEdit}>
          {t("edit")}
        </Button>
      </p>
    </li>
  );
}
