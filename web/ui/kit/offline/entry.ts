/** What a person saved while the server did not answer. */
export interface WaitingEntry {
  /** Idempotency-Key of its sending, the same for every try: it happens once. */
  key: string;
  /** Who saved it; nobody else sees or sends it. */
  user: string;
  entity: string;
  /** The record that it changes, and the version that was changed; null for a new one. */
  id: string | null;
  version: number | null;
  /** Key of the form that was filled in. */
  form: string | null;
  /** Values as JSON text, so that decimals stay exact. */
  values: string;
  /** The same as the form has them, with the names of what they point at, as JSON text. */
  entered: string;
  /** What people call it. */
  title: string;
  at: string;
  /** Why the server did not take it; a person has to see to it then. */
  refusal: Refusal | null;
}

export interface Refusal {
  status: number;
  code: string;
  message: string;
}

/** Where entries wait. All methods fail where the browser keeps nothing. */
export interface WaitingStore {
  /** The entries of a person in the order in which they were saved. */
  list: (user: string) => Promise<WaitingEntry[]>;
  find: (key: string) => Promise<WaitingEntry | undefined>;
  put: (entry: WaitingEntry) => Promise<void>;
  remove: (key: string) => Promise<void>;
}
