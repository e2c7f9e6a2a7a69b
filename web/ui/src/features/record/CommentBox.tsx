import {
  addComment,
  ApiProblem,
  type CommentJson,
  editComment,
  listUsers,
  recordKeys,
  type RecordLink,
  type UserJson,
} from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { randomKey, useDebounced } from "@dougong/kit/lib";
import { showToast, TextArea } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { refusalText } from "./useRecordActions.ts";

const shownPeople = 6;
/** What stands before the caret while somebody is being mentioned. */
const begun = /@([^\s@]{0,20})$/;

interface CommentBoxProps {
  entity: string;
  id: string;
  /** The comment that is changed; none for a new one. */
  before?: CommentJson;
  onDone?: () => void;
}

/** Says something about a record; `@` offers colleagues, Ctrl+Enter sends. */
export function CommentBox({ entity, id, before, onDone }: CommentBoxProps) {
  const { t } = useTranslation("web");
  const queries = useQueryClient();
  const [text, setText] = useState(before?.text ?? "");
  const [people, setPeople] = useState<RecordLink[]>(before?.mentions ?? []);
  const [attempt, setAttempt] = useState(randomKey);
  const [isBusy, setIsBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const choice = usePeople();
  const list = useId();

  function mention(person: RecordLink) {
    const end = area.current?.selectionStart ?? text.length;
    const start = text.slice(0, end).replace(begun, `@${person.label} `);
    // At once: what is typed next belongs behind the name.
    flushSync(() => {
      setText(start + text.slice(end));
      setPeople((known) => [...known.filter((one) => one.id !== person.id), person]);
      choice.close();
    });
    area.current?.focus();
    area.current?.setSelectionRange(start.length, start.length);
  }

  async function send() {
    if (!text.trim() || isBusy) return;
    setIsBusy(true);
    const mentions = people.filter((one) => text.includes(`@${one.label}`)).map((one) => one.id);
    const draft = { text: text.trim(), mentions };
    try {
      if (before) await editComment(entity, id, before.id, before.version, draft);
      else await addComment(entity, id, draft, attempt);
      setText("");
      setPeople([]);
      setAttempt(randomKey());
      await queries.invalidateQueries({ queryKey: [...recordKeys.entity(entity), "timeline", id] });
      onDone?.();
    } catch (error) {
      const reason = error instanceof ApiProblem ? refusalText(error) : "";
      showToast({ text: reason || t("failed"), tone: "error" });
    }
    setIsBusy(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    } else if (choice.found.length > 0) choice.onKeyDown(event, mention);
  }

  const isOpen = choice.found.length > 0;
  return (
    <div className="dg-comment-box">
      <TextArea
        ref={area}
        rows={2}
        value={text}
        maxLength={4000}
        aria-label={t("comment.label")}
        placeholder={t("comment.hint")}
        aria-controls={isOpen ? list : undefined}
        aria-activedescendant={isOpen ? `${list}-${choice.at}` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          const start = event.target.value.slice(0, event.target.selectionStart);
          choice.seek(begun.exec(start)?.[1] ?? null);
        }}
        onKeyDown={onKeyDown}
      />
      {isOpen && <PeopleList id={list} found={choice.found} at={choice.at} onChoose={mention} />}
      {(text !== "" || before) && (
        <div className="dg-comment-foot">
          <small>{t("comment.keys")}</small>
          {before && <Button onClick={onDone}>{t("comment.cancel")}</Button>}
          <Button
            type="primary"
            loading={isBusy}
            disabled={!text.trim()}
            onClick={() => void send()}
          >
            {t(before ? "comment.save" : "comment.send")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface PeopleListProps {
  id: string;
  found: UserJson[];
  at: number;
  onChoose: (person: RecordLink) => void;
}

/** The keys stay in the text area, which names the active one. */
function PeopleList({ id, found, at, onChoose }: PeopleListProps) {
  const { t } = useTranslation("web");
  return (
    <div id={id} role="listbox" className="dg-comment-people" aria-label={t("comment.people")}>
      {found.map((person, place) => (
        <div
          key={person.id}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === at}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose({ id: person.id, label: person.name });
          }}
        >
          {person.name} <small>{labelText(person.orgUnit?.label)}</small>
        </div>
      ))}
    </div>
  );
}

/** Colleagues whose name begins so, and which of them the keys are on. */
function usePeople() {
  const [words, setWords] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const settled = useDebounced(words ?? "", 150);
  const people = useQuery({
    queryKey: ["users", settled],
    queryFn: ({ signal }) => listUsers(settled, signal),
    enabled: words !== null,
  });
  // people who were found for other words must not be chosen by a quick Enter
  const found =
    words === null || settled !== words ? [] : (people.data?.items ?? []).slice(0, shownPeople);
  function onKeyDown(event: KeyboardEvent, choose: (person: RecordLink) => void) {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const person = found[at];
    if (step !== undefined) setAt((at + step + found.length) % found.length);
    else if (event.key === "Enter" && person) choose({ id: person.id, label: person.name });
    else if (event.key === "Escape") setWords(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return {
    found,
    at,
    onKeyDown,
    seek: (name: string | null) => {
      setWords(name);
      setAt(0);
    },
    close: () => setWords(null),
  };
}
