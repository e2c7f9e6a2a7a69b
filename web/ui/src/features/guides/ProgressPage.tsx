import { type Label, type Page, request } from "@dougong/kit/api";
import { guideKeys, type GuideQuestion, readGuideProgress } from "@dougong/kit/guides";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useDebounced, useIsPhone } from "@dougong/kit/lib";
import { Bones, EmptyState, ErrorState, NativeSelect, TextInput } from "@dougong/kit/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { ProgressLines } from "./ProgressLines.tsx";
import { ProgressTable } from "./ProgressTable.tsx";
import "./texts.ts";
import "./GuidesPage.css";
import "./ProgressPage.css";

interface Unit {
  id: string;
  label: Label;
}

const listUnits = async (): Promise<Unit[]> =>
  (await request<Page<Unit>>("/api/org-units?limit=1000")).items;

/** How far everybody is with their guides. For administrators. */
export function ProgressPage() {
  const { t } = useTranslation("guides");
  const isPhone = useIsPhone();
  const [words, setWords] = useState("");
  const [unit, setUnit] = useState("");
  const [sort, setSort] = useState("share");
  const units = useQuery({ queryKey: ["guides", "units"], queryFn: listUnits });
  const question: GuideQuestion = { q: useDebounced(words.trim(), 300), unit, sort };
  useEffect(() => {
    document.title = t("team.title");
  }, [t]);
  return (
    <div className="dg-guide-team">
      <header className="dg-page-head">
        <h1>{t("team.title")}</h1>
      </header>
      <search>
        <TextInput
          type="search"
          aria-label={t("team.search")}
          placeholder={t("team.search")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <NativeSelect
          aria-label={t("team.unit")}
          value={unit}
          onChange={(event) => setUnit(event.target.value)}
        >
          <option value="">{t("team.allUnits")}</option>
          {(units.data ?? []).map((one) => (
            <option key={one.id} value={one.id}>
              {labelText(one.label)}
            </option>
          ))}
        </NativeSelect>
        {isPhone && <SortSelect sort={sort} onSort={setSort} />}
      </search>
      <Standings question={question} onSort={setSort} />
    </div>
  );
}

const sorts = {
  share: "least",
  "-share": "most",
  name: "byName",
  "-last": "newest",
  last: "oldest",
};

function SortSelect({ sort, onSort }: { sort: string; onSort: (sort: string) => void }) {
  const { t } = useTranslation("guides");
  return (
    <NativeSelect
      aria-label={t("team.sort")}
      value={sort}
      onChange={(event) => onSort(event.target.value)}
    >
      {Object.entries(sorts).map(([value, text]) => (
        <option key={value} value={value}>
          {t(`team.${text}`)}
        </option>
      ))}
    </NativeSelect>
  );
}

interface StandingsProps {
  question: GuideQuestion;
  onSort: (sort: string) => void;
}

function Standings({ question, onSort }: StandingsProps) {
  const { t } = useTranslation("guides");
  const isPhone = useIsPhone();
  const pages = useInfiniteQuery({
    queryKey: guideKeys.progress(question),
    queryFn: ({ pageParam }) => readGuideProgress(question, pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (known) => known,
    staleTime: 0,
  });
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const [first] = pages.data?.pages ?? [];
  if (!first) return <Bones lines={8} />;
  const found = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  if (found.length === 0) return <EmptyState title={t("team.empty")} text={t("team.emptyText")} />;
  return (
    <>
      <p role="status">{t("team.summary", { people: first.people, finished: first.finished })}</p>
      {isPhone ? (
        <ProgressLines people={found} />
      ) : (
        <ProgressTable people={found} sort={question.sort} onSort={onSort} />
      )}
      {pages.hasNextPage && (
        <Button block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("team.more")}
        </Button>
      )}
    </>
  );
}
