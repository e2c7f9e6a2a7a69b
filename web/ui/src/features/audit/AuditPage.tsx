import { useTranslation } from "@dougong/kit/i18n";
import { useDebounced } from "@dougong/kit/lib";
import { Bones, EmptyState, ErrorState, TextInput } from "@dougong/kit/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { type AuditChoice, exportAddress, keys, listAudit } from "./api.ts";
import { AuditEntry } from "./AuditEntry.tsx";
import { AuditFilters } from "./AuditFilters.tsx";
import { ChainPanel } from "./ChainPanel.tsx";
import { RetentionSetting } from "./RetentionSetting.tsx";
import "./texts.ts";
import "./AuditPage.css";

const names = ["kind", "user", "entity", "record", "since", "until"] as const;

/** Who did what and when, and whether nobody changed it since. For administrators. */
export function AuditPage() {
  const { t } = useTranslation("audit");
  const [search, setSearch] = useSearchParams();
  const [words, setWords] = useState("");
  const q = useDebounced(words.trim(), 300);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  const given = (name: (typeof names)[number]) => search.get(name) ?? "";
  const choice: AuditChoice = {
    q,
    kind: given("kind"),
    user: given("user"),
    entity: given("entity"),
    record: given("record"),
    since: given("since"),
    until: given("until"),
  };
  const count = names.filter((name) => choice[name] !== "").length;
  function choose(change: Partial<AuditChoice>) {
    const next = new URLSearchParams();
    for (const name of names) {
      const value = change[name] ?? choice[name];
      if (value !== "") next.set(name, value);
    }
    setSearch(next, { replace: true });
  }
  return (
    <div className="dg-audit">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
        <Button href={exportAddress(choice)} download>
          {t("export")}
        </Button>
      </header>
      <ChainPanel />
      <search className="dg-audit-search">
        <TextInput
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button onClick={() => setIsOpen(true)}>
          {count === 0 ? t("filter") : t("filtered", { count })}
        </Button>
        {count > 0 && (
          <Button type="link" onClick={() => setSearch({}, { replace: true })}>
            {t("clear")}
          </Button>
        )}
      </search>
      <RetentionSetting />
      <AuditList choice={choice} onChoose={choose} />
      {isOpen && (
        <AuditFilters
          choice={choice}
          onChoose={(change) => {
            choose(change);
            setIsOpen(false);
          }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  );
}

interface AuditListProps {
  choice: AuditChoice;
  onChoose: (change: Partial<AuditChoice>) => void;
}

function AuditList({ choice, onChoose }: AuditListProps) {
  const { t } = useTranslation("audit");
  const pages = useInfiniteQuery({
    queryKey: keys.list(choice),
    initialPageParam: "",
    queryFn: ({ pageParam }) => listAudit(choice, pageParam),
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  if (pages.isPending) return <Bones lines={8} />;
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const items = pages.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={t("empty")} text={t("emptyText")} />;
  return (
    <>
      <ol className="dg-audit-list" aria-label={t("title")}>
        {items.map((item) => (
          <AuditEntry key={item.id} item={item} onChoose={onChoose} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("older")}
        </Button>
      )}
    </>
  );
}
