import { EllipsisOutlined } from "@ant-design/icons";
import { useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useDebounced } from "@dougong/kit/lib";
import {
  Bones,
  Chip,
  EmptyState,
  ErrorState,
  MenuButton,
  showToast,
  TextInput,
} from "@dougong/kit/ui";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { sayProblem } from "../problem.ts";
import { listPeople, type Person, peopleKeys, setActive } from "./api.ts";
import { DeputyDialog } from "./DeputyDialog.tsx";
import { HandOverDialog } from "./HandOverDialog.tsx";
import { HandOvers } from "./HandOvers.tsx";
import "./texts.ts";
import "../inbox/InboxPage.css";
import "./people.css";

/** The people of the workspace: who can sign in, and who hands over to whom. */
export function PeoplePage() {
  const { t } = useTranslation("people");
  const [words, setWords] = useState("");
  const [leaver, setLeaver] = useState<Person | null>(null);
  const [away, setAway] = useState<Person | null>(null);
  const sought = useDebounced(words.trim(), 250);
  const people = useInfiniteQuery({
    queryKey: peopleKeys.list(sought),
    queryFn: ({ pageParam }) => listPeople(sought, pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (known) => known,
  });
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  if (people.error)
    return <ErrorState error={people.error} onRetry={() => void people.refetch()} isPage />;
  const found = people.data?.pages.flatMap(({ items }) => items);
  return (
    <div className="dg-people-page">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
      </header>
      <TextInput
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {!found && <Bones lines={8} />}
      {found?.length === 0 && <EmptyState title={t("nobody")} text="" />}
      <ul>
        {found?.map((person) => (
          <Line
            key={person.id}
            person={person}
            onAway={() => setAway(person)}
            onHandOver={() => setLeaver(person)}
          />
        ))}
      </ul>
      {people.hasNextPage && (
        <Button loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      <HandOvers />
      {away && <DeputyDialog user={away.id} onClose={() => setAway(null)} />}
      {leaver && <HandOverDialog leaver={leaver} onClose={() => setLeaver(null)} />}
    </div>
  );
}

interface LineProps {
  person: Person;
  onAway: () => void;
  onHandOver: () => void;
}

function Line({ person, onAway, onHandOver }: LineProps) {
  const { t } = useTranslation("people");
  const queries = useQueryClient();
  const me = useWorkspace().session.user.id;
  async function activate(isActive: boolean) {
    try {
      await setActive(person, isActive);
      showToast({
        text: t(isActive ? "said.unblocked" : "said.blocked", { name: person.name }),
        tone: "success",
        ...(isActive ? {} : { action: { text: t("undo"), run: () => void unblock() } }),
      });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: peopleKeys.all });
  }
  async function unblock() {
    try {
      await setActive({ ...person, version: person.version + 1 }, true);
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: peopleKeys.all });
  }
  const items = [
    ...(person.active ? [{ key: "away", label: t("act.away"), run: onAway }] : []),
    { key: "handOver", label: t("act.handOver"), run: onHandOver },
    person.active
      ? {
          key: "block",
          label: t("act.block"),
          isDangerous: true,
          run: () => void activate(false),
        }
      : { key: "unblock", label: t("act.unblock"), run: () => void activate(true) },
  ];
  return (
    <li>
      <div>
        <strong>{person.name}</strong> {!person.active && <Chip text={t("blocked")} color="red" />}
        <small>
          {[person.username, labelText(person.orgUnit?.label), person.roles.join(", ")]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </div>
      {person.id !== me && (
        <MenuButton label={t("act.of", { name: person.name })} items={items}>
          <EllipsisOutlined aria-hidden />
        </MenuButton>
      )}
    </li>
  );
}
