import { queryText, request } from "./client.ts";
import type { Label } from "./metadata.ts";
import type { Change, Page, RecordJson, RecordLink } from "./records.ts";

interface EntryHead {
  key: string;
  at: string;
  by?: RecordLink | null;
}

export interface CommentJson {
  id: string;
  version: number;
  text: string;
  mentions: RecordLink[];
  edited: boolean;
  own: boolean;
}

/** What stands in a timeline; the kind of a related record is the key of its entity. */
export type TimelineEntry = EntryHead &
  (
    | ({ kind: "change" } & Omit<Change, "at" | "by">)
    | ({ kind: "comment" } & CommentJson)
    | { kind: "task"; id: string; title: string; status: string; comment: string }
    | { kind: "execution"; id: string; workflow: string; label?: Label; status: string }
    | { kind: string; entity: string; record: RecordJson | null }
  );

export interface TimelinePage extends Page<TimelineEntry> {
  kinds: string[];
}

export interface MentionJson {
  comment: string;
  entity: string;
  record: string;
  title: string;
  by: string;
  text: string;
  at: string;
  seen: boolean;
}

const of = (entity: string, id: string) =>
  `/api/data/${encodeURIComponent(entity)}/${encodeURIComponent(id)}`;

export function readTimeline(
  entity: string,
  id: string,
  kinds: string,
  after?: string,
): Promise<TimelinePage> {
  return request(`${of(entity, id)}/timeline${queryText({ kinds, after })}`);
}

export function addComment(
  entity: string,
  id: string,
  draft: { text: string; mentions: string[] },
  idempotencyKey: string,
): Promise<CommentJson> {
  return request(`${of(entity, id)}/comments`, { method: "POST", body: draft, idempotencyKey });
}

export function editComment(
  entity: string,
  id: string,
  comment: string,
  version: number,
  draft: { text: string; mentions: string[] },
): Promise<CommentJson> {
  return request(`${of(entity, id)}/comments/${encodeURIComponent(comment)}`, {
    method: "PATCH",
    body: draft,
    version,
  });
}

export function deleteComment(entity: string, id: string, comment: string): Promise<unknown> {
  return request(`${of(entity, id)}/comments/${encodeURIComponent(comment)}`, {
    method: "DELETE",
  });
}

export function listMentions(after?: string): Promise<Page<MentionJson>> {
  return request(`/api/mentions${queryText({ after, limit: 50 })}`);
}

export function noteMentionsSeen(comments: string[]): Promise<unknown> {
  return request("/api/mentions/seen", { method: "POST", body: { comments } });
}

/** Key of react-query for the mentions of the person who is signed in. */
export const mentionsKey = ["mentions"] as const;
