import type { ProblemEntry } from "../api/index.ts";
import type { History } from "../lib/index.ts";
import type { DesignDocument } from "./documents.ts";
import type { SavingState } from "./useDraft.ts";

/** What the bar shows of a draft, and what its buttons do. */
export interface BarEditing {
  history: History<unknown>;
  version: number;
  saving: SavingState;
  savedAt: Date | null;
  isPublished: boolean;
  /** What would become unreadable, while publishing waits for a word about it. */
  consent: readonly ProblemEntry[];
  withdraw: () => void;
  documents: readonly { kind: string; content: DesignDocument }[];
  undo: () => void;
  redo: () => void;
  replace: (label: string, kind: string, content: DesignDocument) => void;
  takeTheirs: (label: string) => Promise<void>;
  keepMine: () => Promise<void>;
}
