const prefix = "dougong.draft.";

/** Text kept for this tab; null when there is none or the browser keeps nothing. */
export function readDraft(key: string): string | null {
  try {
    return sessionStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

export function writeDraft(key: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(prefix + key);
    else sessionStorage.setItem(prefix + key, text);
  } catch {
    // Without storage the form works as before; only a reload loses what was typed.
  }
}

/** Nothing that one person typed is left for the next one at the same device. */
export function forgetAllDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(prefix)) sessionStorage.removeItem(key);
    }
  } catch {
    // No storage, no drafts.
  }
}
