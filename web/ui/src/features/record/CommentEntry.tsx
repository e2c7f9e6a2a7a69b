import {
  ApiProblem,
  type CommentJson,
  deleteComment,
  recordKeys,
  type TimelineEntry,
} from "@dougong/kit/api";
import { formatAgo, formatInstant, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CommentBox } from "./CommentBox.tsx";
import { refusalText } from "./useRecordActions.ts";

interface CommentEntryProps {
  entity: string;
  id: string;
  entry: Extract<TimelineEntry, { mentions: unknown }>;
}

/** A comment; its author can change it in place or take it back. */
export function CommentEntry({ entity, id, entry }: CommentEntryProps) {
  const { t } = useTranslation("web");
  const queries = useQueryClient();
  const [isEditing, setIsEditing] = useState(false);
  const [isAsking, setIsAsking] = useState(false);

  async function remove() {
    try {
      await deleteComment(entity, id, entry.id);
      await queries.invalidateQueries({ queryKey: [...recordKeys.entity(entity), "timeline"] });
    } catch (error) {
      const text = error instanceof ApiProblem ? refusalText(error) : "";
      showToast({ text: text || t("failed"), tone: "error" });
    }
  }

  return (
    <li className="dg-change">
      <div className="dg-change-head">
        <strong>{entry.by?.label}</strong> {t("comment.said")}
        {entry.edited && ` ${t("comment.edited")}`}
        <time dateTime={entry.at} title={formatInstant(entry.at)}>
          {formatAgo(entry.at)}
        </time>
      </div>
      {isEditing ? (
        <CommentBox entity={entity} id={id} before={entry} onDone={() => setIsEditing(false)} />
      ) : (
        <p className="dg-timeline-text">
          <Marked comment={entry} />
        </p>
      )}
      {entry.own && !isEditing && (
        <div className="dg-comment-actions">
          <button type="button" onClick={() => setIsEditing(true)}>
            {t("comment.edit")}
          </button>
          <button type="button" onClick={() => (isAsking ? void remove() : setIsAsking(true))}>
            {t(isAsking ? "comment.reallyDelete" : "comment.delete")}
          </button>
        </div>
      )}
    </li>
  );
}

/** The text with the people it mentions made visible. */
function Marked({ comment }: { comment: CommentJson }) {
  let parts: (string | { name: string })[] = [comment.text];
  for (const person of comment.mentions) {
    const name = `@${person.label}`;
    if (!person.label) continue;
    parts = parts.flatMap((part) =>
      typeof part === "string"
        ? part.split(name).flatMap((piece, at) => (at === 0 ? [piece] : [{ name }, piece]))
        : [part],
    );
  }
  const placed = parts.map((part, place) => ({ part, place }));
  return (
    <>
      {placed.map(({ part, place }) =>
        typeof part === "string" ? part : <mark key={place}>{part.name}</mark>,
      )}
    </>
  );
}
