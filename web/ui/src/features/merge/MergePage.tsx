import {
  ApiProblem,
  type EntityMetadata,
  readRecord,
  recordKeys,
  type RecordJson,
  useWorkspace,
} from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { mergeKeys, mostOthers, previewMerge } from "@dougong/kit/merges";
import { Bones, ErrorState, Notice } from "@dougong/kit/ui";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { MergeRecords } from "./MergeRecords.tsx";
import { MergeSum } from "./MergeSum.tsx";
import { MergeValues } from "./MergeValues.tsx";
import "./texts.ts";
import { useMerging } from "./useMerging.ts";
import "./merge.css";

/** Several records side by side that shall become one; the address holds their ids. */
export function MergePage() {
  const { t } = useTranslation("merge");
  const navigate = useNavigate();
  const parameters = useParams();
  const [search, setSearch] = useSearchParams();
  const entity = useWorkspace().metadata.entity(parameters["entity"]);
  const label = entity ? labelText(entity.label, entity.key) : "";
  useEffect(() => {
    document.title = t("merge.title", { label });
  }, [t, label]);
  if (!entity) return <ErrorState error={new ApiProblem(404, "entity.missing", "")} isPage />;
  const ids = [...new Set((search.get("ids") ?? "").split(",").filter(Boolean))];
  return (
    <div className="dg-merge">
      <header className="dg-page-head">
        <h1>{t("merge.title", { label })}</h1>
        <Button type="link" onClick={() => void navigate(-1)}>
          {t("merge.back")}
        </Button>
      </header>
      <Comparison
        entity={entity}
        ids={ids}
        onIds={(next) => setSearch({ ids: next.join(",") }, { replace: true })}
      />
    </div>
  );
}

interface ComparisonProps {
  entity: EntityMetadata;
  ids: string[];
  onIds: (ids: string[]) => void;
}

function Comparison({ entity, ids, onIds }: ComparisonProps) {
  const { t } = useTranslation("merge");
  const [wanted, setWanted] = useState("");
  const [choices, setChoices] = useState<Record<string, string>>({});
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: recordKeys.one(entity.key, id),
      queryFn: () => readRecord(entity.key, id),
      retry: false,
      staleTime: 0,
    })),
  });
  const records = found.flatMap((one) => one.data ?? []);
  const survivor = records.find((record) => record.id === wanted) ?? oldest(records);
  const others = records.filter((record) => record.id !== survivor?.id);
  const isReady = survivor !== undefined && others.length > 0 && others.length <= mostOthers;
  const preview = useQuery({
    queryKey: mergeKeys.preview(
      entity.key,
      survivor?.id ?? "",
      others.map((record) => record.id),
    ),
    queryFn: () =>
      previewMerge(
        entity.key,
        survivor?.id ?? "",
        others.map((record) => record.id),
      ),
    enabled: isReady && found.every((one) => !one.isPending),
    staleTime: 0,
    retry: false,
  });
  const merging = useMerging(entity, survivor, others, choices);
  if (found.some((one) => one.isPending)) return <Bones lines={8} />;
  return (
    <>
      {found.some((one) => one.isError) && <Notice tone="warning">{t("merge.gone")}</Notice>}
      <MergeRecords
        entity={entity}
        records={records}
        survivor={survivor}
        onSurvivor={setWanted}
        onIds={onIds}
      />
      {others.length === 0 && <Notice tone="quiet">{t("merge.needTwo")}</Notice>}
      {others.length > mostOthers && (
        <Notice tone="warning">{t("merge.tooMany", { max: mostOthers })}</Notice>
      )}
      {preview.error && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {isReady && preview.isPending && <Bones lines={4} />}
      {isReady && preview.data && survivor && (
        <>
          <MergeValues
            entity={entity}
            records={records}
            survivor={survivor}
            preview={preview.data}
            choices={choices}
            onChoose={(field, from) => setChoices({ ...choices, [field]: from })}
          />
          <MergeSum references={preview.data.references} />
          {merging.problem && <Notice>{merging.problem}</Notice>}
          <div className="dg-merge-bar">
            <Button
              type="primary"
              size="large"
              loading={merging.isBusy}
              onClick={() => void merging.run()}
            >
              {t("merge.run", { count: records.length })}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

/** The record that was first is the one that most things know. */
function oldest(records: RecordJson[]): RecordJson | undefined {
  return records.toSorted((a, b) => (a.createdAt ?? "").localeCompare(b.createdAt ?? ""))[0];
}
