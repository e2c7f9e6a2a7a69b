import { useEffect, useRef } from "react";

/** What keys do in every designer; each has a button too. */
export interface KeyDeeds {
  save: () => void;
  undo: () => void;
  redo: () => void;
  /** Of what is chosen; absent where nothing is. */
  remove?: (() => void) | undefined;
  step?: ((direction: -1 | 1) => void) | undefined;
  rename?: (() => void) | undefined;
  copy?: (() => void) | undefined;
  paste?: (() => void) | undefined;
  duplicate?: (() => void) | undefined;
}

/**
 * Keys of a designer: in it, and where nothing has the focus, as when what had it was taken away.
 * While somebody types, the keys are those of the text, but for saving.
 *
 * @returns ref of the designer's element
 */
export function useDesignerKeys(deeds: KeyDeeds) {
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(deeds);
  useEffect(() => {
    latest.current = deeds;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || !(target instanceof Element)) return;
      if (target !== document.body && !root.current?.contains(target)) return;
      if (isDone(event, target, latest.current)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  return root;
}

function isDone(event: KeyboardEvent, target: Element, deeds: KeyDeeds): boolean {
  const key = event.key.toLowerCase();
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && key === "s") deeds.save();
  else if (target.closest("input, textarea, select, dialog")) return false;
  else if (isCommand && (key === "y" || (key === "z" && event.shiftKey))) deeds.redo();
  else if (isCommand && key === "z") deeds.undo();
  else if (isCommand && isClipboard(key, deeds)) return true;
  else if (deeds.remove && key === "delete") deeds.remove();
  else if (deeds.rename && key === "f2") deeds.rename();
  else if (deeds.step && event.altKey && key === "arrowup") deeds.step(-1);
  else if (deeds.step && event.altKey && key === "arrowdown") deeds.step(1);
  else return false;
  return true;
}

/** Copies and pastes what is chosen; text that is marked is copied by the browser. */
function isClipboard(key: string, deeds: KeyDeeds): boolean {
  const isMarked = window.getSelection()?.isCollapsed === false;
  const deed = { c: isMarked ? undefined : deeds.copy, v: deeds.paste, d: deeds.duplicate }[key];
  deed?.();
  return deed !== undefined;
}
