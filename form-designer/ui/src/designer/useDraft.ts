import { ApiProblem, type ProblemEntry } from "@dougong/kit/api";
import { doStep, type History, historyOf, redo, seal, undo } from "@dougong/kit/lib";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import {
  checkDraft,
  isSame,
  type Loaded,
  loadDraft,
  publishDraft,
  saveDraft,
} from "./documents.ts";
import type { Draft } from "./model.ts";

const pauseMilliseconds = 700;

export type SavingState = "saved" | "waiting" | "saving" | "failed";

/** What is edited, what of it is stored, and what staff use. */
export function useDraft(loaded: Loaded) {
  const queries = useQueryClient();
  const [history, setHistory] = useState<History<Draft>>(() => historyOf(loaded.draft));
  const [published, setPublished] = useState(loaded.published);
  const [version, setVersion] = useState(loaded.version);
  const [problems, setProblems] = useState<readonly ProblemEntry[]>([]);
  const [saving, setSaving] = useState<SavingState>("saved");
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const stored = useRef(loaded.draft);
  const live = useRef(loaded.published);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const { now } = history;

  /** One save after the other; the newest state wins. */
  const flush = useCallback((draft: Draft): Promise<void> => {
    queue.current = queue.current.then(async () => {
      if (draft === stored.current) return;
      setSaving("saving");
      try {
        await saveDraft(draft, stored.current);
        stored.current = draft;
        setSavedAt(new Date());
        setSaving("saved");
        setProblems(await checkDraft(draft, live.current));
      } catch {
        setSaving("failed");
      }
    });
    return queue.current;
  }, []);

  useEffect(() => {
    const isStored = now === stored.current;
    setSaving((before) => (isStored ? (before === "waiting" ? "saved" : before) : "waiting"));
    if (isStored) return undefined;
    const timer = setTimeout(() => void flush(now), pauseMilliseconds);
    const leave = () => {
      if (document.visibilityState === "hidden") void flush(now);
    };
    document.addEventListener("visibilitychange", leave);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", leave);
    };
  }, [now, flush]);

  async function publish(): Promise<boolean> {
    await flush(now);
    if (stored.current !== now) return false;
    try {
      await publishDraft(now, published);
      setProblems([]);
      live.current = now;
      setPublished(now);
      setVersion((await loadDraft(now.form.key)).version);
    } catch (error) {
      if (error instanceof ApiProblem) setProblems(error.entries);
      return false;
    }
    await queries.invalidateQueries({ queryKey: ["metadata"] });
    return true;
  }

  return {
    draft: now,
    history,
    version,
    problems,
    saving,
    savedAt,
    isPublished: isSame(now, published),
    act: (label: string, after: Draft, merge?: string) =>
      setHistory((before) => doStep(before, label, after, merge ?? null)),
    seal: () => setHistory(seal),
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    save: () => flush(now),
    publish,
  };
}

export type DraftEditing = ReturnType<typeof useDraft>;
