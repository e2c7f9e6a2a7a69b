import { ApiProblem, useWorkspace } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { useDebounced } from "@dougong/kit/lib";
import { Bones, EmptyState, ErrorState, showToast, TextInput } from "@dougong/kit/ui";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { keys, listWorkspaces, main, resume, type WorkspaceItem } from "./api.ts";
import { DeedDialog } from "./DeedDialog.tsx";
import { HostsDialog } from "./HostsDialog.tsx";
import { LimitsDialog } from "./LimitsDialog.tsx";
import { NewWorkspace } from "./NewWorkspace.tsx";
import { wordsOf } from "./problem.ts";
import { type WorkspaceDeed, WorkspaceLine } from "./WorkspaceLine.tsx";
import "./texts.ts";
import "./WorkspacesPage.css";

const soon = 3_000;
const rarely = 30_000;

const forbidden = new ApiProblem(403, "forbidden", "");

const isOnItsWay = ({ state }: WorkspaceItem) => state === "making" || state === "leaving";

interface Chosen {
  deed: Exclude<WorkspaceDeed, "resume">;
  item: WorkspaceItem;
}

/** The workspaces of the installation, for who runs it; the server sees to that, too. */
export function WorkspacesPage() {
  const { t } = useTranslation("workspaces");
  const { roles, workspace } = useWorkspace().session;
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  const isOperator = workspace === main && roles.includes("admin");
  return isOperator ? <Workspaces /> : <ErrorState error={forbidden} isPage />;
}

function Workspaces() {
  const { t } = useTranslation("workspaces");
  const queries = useQueryClient();
  const [words, setWords] = useState("");
  const [isMaking, setIsMaking] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: keys.all });
  async function act(deed: WorkspaceDeed, item: WorkspaceItem) {
    if (deed !== "resume") {
      setChosen({ deed, item });
      return;
    }
    try {
      await resume(item.key);
      showToast({ text: t("done.resume", { name: item.label }), tone: "success" });
    } catch (error) {
      showToast({ text: wordsOf(error, t("failed")), tone: "error" });
    }
    await refresh();
  }
  async function done(text: string) {
    setIsMaking(false);
    setChosen(null);
    showToast({ text, tone: "success" });
    await refresh();
  }
  return (
    <div className="dg-workspaces">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
        <Button type="primary" onClick={() => setIsMaking(true)}>
          {t("make.open")}
        </Button>
      </header>
      <p className="dg-workspaces-note">{t("note")}</p>
      <TextInput
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <WorkspaceList
        words={words}
        onMake={() => setIsMaking(true)}
        onDeed={(deed, item) => void act(deed, item)}
      />
      {isMaking && (
        <NewWorkspace
          onClose={() => setIsMaking(false)}
          onDone={(name) => void done(t("done.make", { name }))}
        />
      )}
      {chosen && (
        <ChosenDialog
          {...chosen}
          onClose={() => setChosen(null)}
          onDone={() => void done(t(`done.${chosen.deed}`, { name: chosen.item.label }))}
        />
      )}
    </div>
  );
}

interface ChosenDialogProps extends Chosen {
  onClose: () => void;
  onDone: () => void;
}

function ChosenDialog({ deed, ...rest }: ChosenDialogProps) {
  if (deed === "hosts") return <HostsDialog {...rest} />;
  return deed === "limits" ? <LimitsDialog {...rest} /> : <DeedDialog deed={deed} {...rest} />;
}

interface WorkspaceListProps {
  words: string;
  onMake: () => void;
  onDeed: (deed: WorkspaceDeed, item: WorkspaceItem) => void;
}

function WorkspaceList({ words, onMake, onDeed }: WorkspaceListProps) {
  const { t } = useTranslation("workspaces");
  const sought = useDebounced(words.trim(), 250);
  const list = useInfiniteQuery({
    queryKey: keys.list(sought),
    queryFn: ({ pageParam }) => listWorkspaces(sought, pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (known) => known,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isOnItsWay)) ? soon : rarely,
  });
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const found = list.data?.pages.flatMap(({ items }) => items);
  if (!found) return <Bones lines={6} />;
  if (found.length === 0) {
    return <EmptyState title={t("nothing")} text={t("nothingText")} />;
  }
  const isAlone = !sought && found.every(({ key }) => key === main);
  return (
    <>
      <ol className="dg-workspace-list" aria-label={t("title")}>
        {found.map((item) => (
          <WorkspaceLine key={item.key} item={item} onDeed={(deed) => onDeed(deed, item)} />
        ))}
      </ol>
      {isAlone && (
        <EmptyState title={t("empty")} text={t("emptyText")}>
          <Button onClick={onMake}>{t("make.open")}</Button>
        </EmptyState>
      )}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}
