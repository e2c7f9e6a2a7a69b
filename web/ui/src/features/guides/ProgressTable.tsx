import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons";
import type { GuideStanding } from "@dougong/kit/guides";
import { useTranslation } from "@dougong/kit/i18n";
import { Share, useStandingWords } from "./Share.tsx";

interface ProgressTableProps {
  people: GuideStanding[];
  /** As the server takes it. */
  sort: string;
  onSort: (sort: string) => void;
}

/** People as a table that is sorted by its heads. */
export function ProgressTable({ people, sort, onSort }: ProgressTableProps) {
  const { t } = useTranslation("guides");
  const say = useStandingWords();
  const head = { sort, onSort };
  return (
    <table className="dg-guide-table">
      <thead>
        <tr>
          <SortedHead {...head} by="name" label={t("team.name")} />
          <th scope="col">{t("team.orgUnit")}</th>
          <SortedHead {...head} by="share" label={t("team.share")} />
          <th scope="col">{t("team.next")}</th>
          <SortedHead {...head} by="last" label={t("team.last")} />
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              {person.name} <small>{person.username}</small>
            </th>
            <td>{person.orgUnit?.label}</td>
            <td>
              <Share person={person} />
            </td>
            <td>{say.next(person)}</td>
            <td>{say.last(person)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SortedHeadProps extends Omit<ProgressTableProps, "people"> {
  by: string;
  label: string;
}

function SortedHead({ by, label, sort, onSort }: SortedHeadProps) {
  const isUp = sort === by;
  const isDown = sort === `-${by}`;
  return (
    <th scope="col" aria-sort={isUp ? "ascending" : isDown ? "descending" : "none"}>
      <button type="button" onClick={() => onSort(isUp ? `-${by}` : by)}>
        {label}
        {isUp && <CaretUpOutlined aria-hidden />}
        {isDown && <CaretDownOutlined aria-hidden />}
      </button>
    </th>
  );
}
