import { useCallback, useEffect, useRef, useState } from "react";
import { ApiProblem, type ProblemEntry } from "../api/index.ts";
import { doStep, type History, historyOf, redo, seal, undo } from "../lib/index.ts";
import {
  checkItems,
  consentNeeded,
  type DesignDocument,
  type DocumentsOf,
  type Item,
  isSame,
  type Loaded,
  publishItems,
  type Revisions,
  readAll,
  saveDocuments,
  waiting,
} from "./documents.ts";

const pauseMilliseconds = 700;
const conflict = 409;

/** `stale`: somebody else saved since, and nothing is stored before it is said whose stays. */
export type SavingState = "saved" | "waiting" | "saving" | "failed" | "stale";

export interface DraftOptions<T> {
  loaded: Loaded<T>;
  /** The kind whose version is shown. */
  main: keyof T & string;
  /** Other documents with drafts that staff need together with this one. */
  along?: (draft: T) => readonly Item[];
  /** A step that is done with opening, for whoever came here to do it. */
  first?: { label: string; after: T } | null;
  /** Whether publishing takes fields that are gone out of other documents. */
  takesOut?: (draft: T) => boolean;
}

/** `consent`: values would become unreadable, and somebody has to say that this is meant. */
export type PublishOutcome = "published" | "refused" | "consent";

const nothing = (): readonly Item[] => [];
const never = () => false;

/** What is edited, what of it is stored, and what staff use. */
export function useDraft<T extends DocumentsOf<T>>(options: DraftOptions<T>) {
  const { loaded, main, along = nothing, first = null, takesOut = never } = options;
  const [history, setHistory] = useState<History<T>>(() => {
    const opened = historyOf(loaded.draft);
    return first ? doStep(opened, first.label, first.after) : opened;
  });
  const [published, setPublished] = useState<Partial<T> | null>(loaded.published);
  const [version, setVersion] = useState(loaded.version);
  const { now } = history;
  const [consent, setConsent] = useState<readonly ProblemEntry[]>([]);
  const items = [...waiting(now, published), ...along(now)];
  const takeOut = takesOut(now);
  const saving = useSaving(loaded, now, items, takeOut);

  async function publish(hasConsent = false): Promise<PublishOutcome> {
    setConsent([]);
    if (!(await saving.save(now))) return "refused";
    try {
      await publishItems(items, { takeOut, consent: hasConsent });
      saving.setProblems([]);
      setPublished(now);
      for (const { kind, stored } of await readAll(now)) {
        // A draft that is there already is of somebody else; the next save notices it.
        if (stored.draft === null) saving.know(kind, stored.revision);
        if (kind === main) setVersion(stored.version);
      }
      return "published";
    } catch (error) {
      const entries = error instanceof ApiProblem ? error.entries : [];
      if (entries.length > 0 && entries.every(({ code }) => code === consentNeeded)) {
        setConsent(entries);
        return "consent";
      }
      if (error instanceof ApiProblem) saving.setProblems(entries);
      return "refused";
    }
  }

  function act(label: string, after: T, merge?: string) {
    setHistory((before) => doStep(before, label, after, merge ?? null));
  }

  /** Goes on with what somebody else saved; what was here is one step back. */
  async function takeTheirs(label: string) {
    let theirs = now;
    for (const { kind, stored } of await readAll(now)) {
      saving.know(kind, stored.revision);
      const content = stored.draft ?? stored.published;
      if (content) theirs = { ...theirs, [kind]: content };
    }
    saving.keep(theirs);
    act(label, theirs);
  }

  /** Stores what is here over what somebody else saved. */
  async function keepMine() {
    for (const { kind, stored } of await readAll(now)) saving.know(kind, stored.revision);
    await saving.save(now);
  }

  return {
    draft: now,
    main,
    published,
    documents: Object.entries<DesignDocument>(now).map(([kind, content]) => ({ kind, content })),
    /** What publishing would publish. */
    items,
    history,
    version,
    problems: saving.problems,
    /** What would become unreadable, while publishing waits for a word about it. */
    consent,
    withdraw: () => setConsent([]),
    saving: saving.state,
    savedAt: saving.savedAt,
    isPublished: items.length === 0 && isSame(now, published),
    act,
    replace: (label: string, kind: string, content: DesignDocument) =>
      act(label, { ...now, [kind]: content }),
    takeTheirs,
    keepMine,
    seal: () => setHistory(seal),
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    save: () => saving.save(now),
    publish,
  };
}

export type DraftEditing<T extends DocumentsOf<T>> = ReturnType<typeof useDraft<T>>;

/** Stores what is edited soon after it stood still; one save after the other, the newest wins. */
function useSaving<T extends DocumentsOf<T>>(
  loaded: Loaded<T>,
  now: T,
  items: readonly Item[],
  takeOut: boolean,
) {
  const [problems, setProblems] = useState<readonly ProblemEntry[]>([]);
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const [failed, setFailed] = useState<T | null>(null);
  const [isStale, setIsStale] = useState(false);
  const revisions = useRef<Revisions<T>>({ ...loaded.revisions });
  const [kept, setKept] = useState<T | null>(loaded.isNew ? null : loaded.draft);
  const stored = useRef(kept);
  const toCheck = useRef({ items, takeOut });
  const latest = useRef(now);
  const queue = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    toCheck.current = { items, takeOut };
    latest.current = now;
  });

  const save = useCallback(async (draft: T): Promise<boolean> => {
    queue.current = queue.current.then(async () => {
      if (draft === stored.current) return;
      setIsSaving(true);
      try {
        await saveDocuments(draft, stored.current, revisions.current);
        stored.current = draft;
        setKept(draft);
        setIsStale(false);
        setSavedAt(new Date());
        setIsSaving(false);
        const check = toCheck.current;
        setProblems(await checkItems(check.items, { takeOut: check.takeOut }));
      } catch (error) {
        setIsSaving(false);
        setFailed(draft);
        setIsStale(error instanceof ApiProblem && error.status === conflict);
      }
    });
    await queue.current;
    return stored.current === draft;
  }, []);

  const know = (kind: keyof T, revision: number | undefined) => {
    if (revision !== undefined) revisions.current[kind] = revision;
  };

  /** What is stored already. */
  const keep = (draft: T) => {
    stored.current = draft;
    setKept(draft);
    setIsStale(false);
  };

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

  const state = stateOf(isToStore(now, kept), isSaving, isStale, failed === now);
  return { problems, setProblems, state, savedAt, save, know, keep } as const;
}

function stateOf(
  isToStore: boolean,
  isSaving: boolean,
  isStale: boolean,
  isFailed: boolean,
): SavingState {
  if (!isToStore) return isSaving ? "saving" : "saved";
  if (isStale) return "stale";
  if (isSaving) return "saving";
  return isFailed ? "failed" : "waiting";
}
