import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState } from "@dougong/kit/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { keys, listPeople, listRoles, type Person, type Unit } from "./api.ts";
import { type PersonDeed, PersonLine } from "./PersonLine.tsx";

interface PersonListProps {
  unit: Unit | null;
  words: string;
  onDeed: (deed: PersonDeed, person: Person) => void;
}

/** The people of a unit and of those below it, page by page. */
export function PersonList({ unit, words, onDeed }: PersonListProps) {
  const { t } = useTranslation("organisation");
  const roles = useQuery({ queryKey: keys.roles, queryFn: listRoles, staleTime: 60_000 });
  const people = useInfiniteQuery({
    queryKey: keys.list(unit?.id ?? null, words),
    queryFn: ({ pageParam }) => listPeople(unit?.id ?? null, words, pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (known) => known,
  });
  if (people.error)
    return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  const found = people.data?.pages.flatMap(({ items }) => items);
  if (!found) return <Bones lines={8} />;
  if (found.length === 0) {
    return unit && !words ? (
      <EmptyState title={t("empty.unit", { name: unit.label })} text={t("empty.unitText")} />
    ) : (
      <EmptyState title={t("empty.search")} text={t("empty.searchText")} />
    );
  }
  const names = new Map((roles.data ?? []).map(({ key, label }) => [key, labelText(label, key)]));
  names.set("admin", t("person.admin"));
  return (
    <>
      <ul>
        {found.map((person) => (
          <PersonLine
            key={person.id}
            person={person}
            roles={person.roles.map((role) => names.get(role) ?? role)}
            onDeed={(deed) => onDeed(deed, person)}
          />
        ))}
      </ul>
      {people.hasNextPage && (
        <Button loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}
