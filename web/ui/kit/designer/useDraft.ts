import { useCallback, useEffect, useRef, useState } from "react";
import { ApiProblem, type ProblemEntry } from "../api/index.ts";
import { doStep, type History, historyOf, redo, seal, undo } from "../lib/index.ts";
import {
  checkItems,
  type DocumentsOf,
  type Item,
  isSame,
  type Loaded,
  publishItems,
  readStored,
  saveDocuments,
  waiting,
} from "./documents.ts";

const pauseMilliseconds = 700;

export type SavingState = "saved" | "waiting" | "saving" | "failed";

export interface DraftOptions<T> {
  loaded: Loaded<T>;
  /** The kind whose version is shown. */
  main: keyof T & string;
  /** Other documents with drafts that staff need together with this one. */
  along?: (draft: T) => readonly Item[];
  /** A step that is done with opening, for whoever came here to do it. */
  first?: { label: string; after: T } | null;
}

const nothing = (): readonly Item[] => [];

/** What is edited, what of it is stored, and what staff use. */
export function useDraft<T extends DocumentsOf<T>>(options: DraftOptions<T>) {
  const { loaded, main, along = nothing, first = null } = options;
  const [history, setHistory] = useState<History<T>>(() => {
    const opened = historyOf(loaded.draft);
    return first ? doStep(opened, first.label, first.after) : opened;
  });
  const [published, setPublished] = useState(loaded.published);
  const [version, setVersion] = useState(loaded.version);
  const { now } = history;
  const items = [...waiting(now, published), ...along(now)];
  const saving = useSaving(loaded, now, items);

  async function publish(): Promise<boolean> {
    if (!(await saving.save(now))) return false;
    try {
      await publishItems(items);
      saving.setProblems([]);
      setPublished(now);
      setVersion((await readStored(main, now[main].key)).version);
      return true;
    } catch (error) {
      if (error instanceof ApiProblem) saving.setProblems(error.entries);
      return false;
    }
  }

  return {
    draft: now,
    history,
    version,
    problems: saving.problems,
    saving: saving.state,
    savedAt: saving.savedAt,
    isPublished: items.length === 0 && isSame(now, published),
    act: (label: string, after: T, merge?: string) =>
      setHistory((before) => doStep(before, label, after, merge ?? null)),
    seal: () => setHistory(seal),
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    save: () => saving.save(now),
    publish,
  };
}

export type DraftEditing<T extends DocumentsOf<T>> = ReturnType<typeof useDraft<T>>;

/** Stores what is edited soon after it stood still; one save after the other, the newest wins. */
function useSaving<T extends DocumentsOf<T>>(loaded: Loaded<T>, now: T, items: readonly Item[]) {
  const [problems, setProblems] = useState<readonly ProblemEntry[]>([]);
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const [failed, setFailed] = useState<T | null>(null);
  const [kept, setKept] = useState<T | null>(loaded.isNew ? null : loaded.draft);
  const stored = useRef(kept);
  const toCheck = useRef(items);
  const latest = useRef(now);
  const queue = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    toCheck.current = items;
    latest.current = now;
  });

  const save = useCallback(async (draft: T): Promise<boolean> => {
    queue.current = queue.current.then(async () => {
      if (draft === stored.current) return;
      setIsSaving(true);
      try {
        await saveDocuments(draft, stored.current);
        stored.current = draft;
        setKept(draft);
        setSavedAt(new Date());
        setIsSaving(false);
        setProblems(await checkItems(toCheck.current));
      } catch {
        setIsSaving(false);
        setFailed(draft);
      }
    });
    await queue.current;
    return stored.current === draft;
  }, []);

  /** What was opened as new is nothing to store before it is changed. */
  const isToStore = useCallback(
    (draft: T, known: T | null) => draft !== (known ?? loaded.draft),
    [loaded],
  );

  useEffect(
    () => () => {
      if (isToStore(latest.current, stored.current)) void save(latest.current);
    },
    [isToStore, save],
  );

  useEffect(() => {
    if (!isToStore(now, stored.current)) return undefined;
    const timer = setTimeout(() => void save(now), pauseMilliseconds);
    const leave = () => {
      if (document.visibilityState === "hidden") void save(now);
    };
    document.addEventListener("visibilitychange", leave);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", leave);
    };
  }, [now, isToStore, save]);

  const resting: SavingState = !isToStore(now, kept)
    ? "saved"
    : failed === now
      ? "failed"
      : "waiting";
  return { problems, setProblems, state: isSaving ? "saving" : resting, savedAt, save } as const;
}
