import type { FieldObject } from "@dougong/kit/fields";
import { readDraft, useDebounced, writeDraft } from "@dougong/kit/lib";
import { useEffect, useState } from "react";

interface Draft {
  at: string;
  version: number | null;
  values: FieldObject;
}

function draftOf(key: string, version: number | null): Draft | null {
  const text = readDraft(key);
  if (text === null) return null;
  const draft = JSON.parse(text) as Draft;
  return draft.version === version ? draft : null;
}

/**
 * Keeps what was typed until it is saved: after a reload or a crash of the page it can be taken up
 * again. It stays in this tab only, and a draft of an older version of the record is not offered.
 */
export function useDraft(
  key: string,
  version: number | null,
  values: FieldObject,
  isDirty: boolean,
) {
  const [found, setFound] = useState(() => draftOf(key, version));
  const settled = useDebounced(values, 400);
  useEffect(() => {
    if (isDirty) {
      const draft: Draft = { at: new Date().toISOString(), version, values: settled };
      writeDraft(key, JSON.stringify(draft));
    }
  }, [key, version, settled, isDirty]);
  return {
    found,
    forget: () => {
      writeDraft(key, null);
      setFound(null);
    },
    close: () => setFound(null),
  };
}
