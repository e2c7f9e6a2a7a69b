import {
  ApiProblem,
  type EntityMetadata,
  problemText,
  type RecordJson,
  useWorkspace,
} from "@dougong/kit/api";
import { FieldDisplay, isBlank, recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import {
  dismissDuplicates,
  type DuplicateGroup,
  type DuplicateRule,
  findDuplicates,
  mergeKeys,
  mostOthers,
  recallDuplicates,
} from "@dougong/kit/merges";
import {
  Bones,
  EmptyState,
  ErrorState,
  NativeSelect,
  Notice,
  showToast,
  undoMilliseconds,
} from "@dougong/kit/ui";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import "./texts.ts";
import "./merge.css";

/** So many groups are looked for before the page waits for the reader. */
const wantedGroups = 10;

/** Records of an entity that are probably the same, group by group. */
export function DuplicatesPage() {
  const { t } = useTranslation("merge");
  const parameters = useParams();
  const entity = useWorkspace().metadata.entity(parameters["entity"]);
  const label = entity ? labelText(entity.label, entity.key) : "";
  useEffect(() => {
    document.title = t("duplicates.title", { label });
  }, [t, label]);
  if (!entity) return <ErrorState error={new ApiProblem(404, "entity.missing", "")} isPage />;
  return (
    <div className="dg-merge">
      <header className="dg-page-head">
        <h1>{t("duplicates.title", { label })}</h1>
        <Link to={`/data/${entity.key}`}>{t("duplicates.back")}</Link>
      </header>
      <Groups key={entity.key} entity={entity} />
    </div>
  );
}

function useGroups(entity: EntityMetadata, rule: string) {
  const pages = useInfiniteQuery({
    queryKey: mergeKeys.duplicates(entity.key, rule),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => findDuplicates(entity.key, rule, pageParam, signal),
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const all = pages.data?.pages ?? [];
  const groups = all.flatMap((page) => page.items);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = pages;
  const isSearching = pages.isPending || (hasNextPage && groups.length < wantedGroups && !isError);
  useEffect(() => {
    if (isSearching && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isSearching, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    ...pages,
    isSearching,
    groups,
    rules: all[0]?.rules ?? [],
    records: new Map(all.flatMap((page) => page.records).map((record) => [record.id, record])),
    tooCommon: all.reduce((sum, page) => sum + page.tooCommon, 0),
  };
}

function Groups({ entity }: { entity: EntityMetadata }) {
  const { t } = useTranslation("merge");
  const [search, setSearch] = useSearchParams();
  const rule = search.get("rule") ?? "";
  const found = useGroups(entity, rule);
  if (found.isPending) return <Bones lines={6} />;
  if (found.error) {
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  if (found.rules.length === 0) {
    return <EmptyState title={t("duplicates.noRulesTitle")} text={t("duplicates.noRulesText")} />;
  }
  return (
    <>
      {found.rules.length > 1 && (
        <NativeSelect
          className="dg-merge-rule"
          aria-label={t("duplicates.rule")}
          value={rule}
          onChange={(event) =>
            setSearch(event.target.value ? { rule: event.target.value } : {}, { replace: true })
          }
        >
          <option value="">{t("duplicates.allRules")}</option>
          {found.rules.map((one) => (
            <option key={one.key} value={one.key}>
              {labelText(one.label, one.key)}
            </option>
          ))}
        </NativeSelect>
      )}
      {found.tooCommon > 0 && (
        <Notice tone="warning">{t("duplicates.tooCommon", { count: found.tooCommon })}</Notice>
      )}
      <ul className="dg-merge-groups">
        {found.groups.map((group) => (
          <Group
            key={`${group.rule} ${group.records.join(" ")}`}
            entity={entity}
            group={group}
            rule={found.rules.find((one) => one.key === group.rule)}
            records={group.records.flatMap((id) => found.records.get(id) ?? [])}
          />
        ))}
      </ul>
      {found.isSearching && <p role="status">{t("duplicates.searching")}</p>}
      {!found.isSearching && found.groups.length === 0 && (
        <EmptyState title={t("duplicates.noneTitle")} text={t("duplicates.noneText")} />
      )}
      {!found.isSearching && found.hasNextPage && (
        <Button block loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("duplicates.more")}
        </Button>
      )}
    </>
  );
}

interface GroupProps {
  entity: EntityMetadata;
  group: DuplicateGroup;
  rule: DuplicateRule | undefined;
  records: RecordJson[];
}

function Group({ entity, group, rule, records }: GroupProps) {
  const { t } = useTranslation("merge");
  const navigate = useNavigate();
  const dismiss = useDismissal(entity, group.records);
  const mayMerge = entity.rights?.update !== false && entity.rights?.delete !== false;
  const compared = records.slice(0, mostOthers + 1).map((record) => record.id);
  return (
    <li className="dg-merge-panel">
      <h2>
        {rule ? labelText(rule.label, rule.key) : group.rule}
        <small>
          {t("duplicates.count", { count: group.count })}
          {group.count > records.length && ` · ${t("duplicates.first", { shown: records.length })}`}
        </small>
      </h2>
      <ul>
        {records.map((record) => (
          <GroupRecord key={record.id} entity={entity} record={record} rule={rule} />
        ))}
      </ul>
      <div className="dg-merge-actions">
        {mayMerge && (
          <Button
            type="primary"
            onClick={() => void navigate(`/data/${entity.key}/merge?ids=${compared.join(",")}`)}
          >
            {t("duplicates.compare")}
          </Button>
        )}
        {entity.rights?.update !== false && (
          <Button onClick={() => void dismiss()}>{t("duplicates.dismiss")}</Button>
        )}
      </div>
    </li>
  );
}

function useDismissal(entity: EntityMetadata, records: string[]): () => Promise<void> {
  const { t } = useTranslation("merge");
  const { t: tWeb } = useTranslation("web");
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ["data", entity.key, "duplicates"] });
  const complain = (error: unknown) => {
    const [first] = error instanceof ApiProblem ? error.entries : [];
    showToast({ text: first ? problemText(first) : t("merge.failed"), tone: "error" });
  };
  const recall = async () => {
    try {
      await recallDuplicates(entity.key, records);
      await renew();
    } catch (error) {
      complain(error);
    }
  };
  return async () => {
    try {
      await dismissDuplicates(entity.key, records);
      await renew();
      showToast({
        text: t("duplicates.dismissed"),
        milliseconds: undoMilliseconds,
        action: { text: tWeb("undo"), run: () => void recall() },
      });
    } catch (error) {
      complain(error);
    }
  };
}

function GroupRecord(props: {
  entity: EntityMetadata;
  record: RecordJson;
  rule: DuplicateRule | undefined;
}) {
  const { entity, record, rule } = props;
  const { t } = useTranslation("merge");
  const types = useFieldTypes();
  const keys = new Set([...(rule?.fields ?? []), ...(entity.naturalKey ?? [])]);
  const facts = entity.fields
    .filter((field) => keys.has(field.key) && field.key !== entity.title)
    .map((field) => ({ field, value: types.read(record[field.key], field) }))
    .filter(({ value }) => !isBlank(value));
  return (
    <li>
      <Link to={`/data/${entity.key}/${record.id}`}>{recordTitle(entity, record, types)}</Link>
      <span className="dg-merge-facts">
        {facts.map(({ field, value }) => (
          <span key={field.key}>
            <FieldDisplay field={field} value={value} isShort />
          </span>
        ))}
        {record.createdAt && (
          <small>{t("duplicates.createdAt", { at: formatInstant(record.createdAt) })}</small>
        )}
      </span>
    </li>
  );
}
