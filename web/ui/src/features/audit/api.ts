import { type FieldChange, type Json, type Page, queryText, request } from "@dougong/kit/api";

/** What happened: a change of a record, or an entry of the audit log. */
export interface AuditItem {
  id: string;
  at: string;
  by: { id: string; label: string | null } | null;
  /** `area.pastTense`; those of records begin with `record.`. */
  kind: string;
  entity?: string | null;
  entityLabel?: string | null;
  record?: string;
  why?: string;
  whyLabel?: string | null;
  fields?: FieldChange[];
  address?: string;
  subject?: string;
  subjectLabel?: string | null;
  details?: Record<string, Json>;
}

/** Parts of the address of the page, and of the question to the server. */
export interface AuditChoice {
  q: string;
  kind: string;
  user: string;
  entity: string;
  record: string;
  since: string;
  until: string;
}

export interface ChainFault {
  kind: "changed" | "missing" | "inserted" | "batch" | "order";
  batch: number | null;
  source: "change" | "entry" | null;
  seq: number;
}

/** How it stands with the chain of digests. */
export interface ChainState {
  head: { number: number; digest: string; closedAt: string } | null;
  underWaySince: string | null;
  last: {
    begunAt: string;
    endedAt: string;
    batches: number;
    entries: number;
    isWhole: boolean;
    faults: ChainFault[];
  } | null;
}

export const keys = {
  list: (choice: AuditChoice) => ["audit", "list", choice] as const,
  chain: ["audit", "chain"] as const,
  retention: ["audit", "retention"] as const,
};

/** Days of the reader's zone as moments: from the beginning of the first to the end of the last. */
export function asked({ since, until, ...rest }: AuditChoice) {
  const day = (text: string, more: number) => {
    if (text === "") return "";
    const [year = 0, month = 1, date = 1] = text.split("-").map(Number);
    return new Date(year, month - 1, date + more).toISOString();
  };
  return { ...rest, since: day(since, 0), until: day(until, 1) };
}

export const listAudit = (choice: AuditChoice, after: string): Promise<Page<AuditItem>> =>
  request(`/api/audit${queryText({ ...asked(choice), limit: 50, after })}`);

export const exportAddress = (choice: AuditChoice): string =>
  `/api/audit/export${queryText(asked(choice))}`;

export const readChain = (): Promise<ChainState> => request("/api/audit/chain");

export interface Retention {
  /** Null for ever. */
  days: number | null;
  fewest: number;
}

export const readRetention = (): Promise<Retention> => request("/api/audit/retention");

export const keepFor = (days: number | null): Promise<Retention> =>
  request("/api/audit/retention", { method: "PUT", body: { days } });

export const checkChain = (): Promise<unknown> =>
  request("/api/audit/chain/check", { method: "POST" });
