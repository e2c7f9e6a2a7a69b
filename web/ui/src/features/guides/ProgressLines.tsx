import type { GuideStanding } from "@dougong/kit/guides";
import { useTranslation } from "@dougong/kit/i18n";
import { Share, useStandingWords } from "./Share.tsx";

/** People below each other, for phones. */
export function ProgressLines({ people }: { people: GuideStanding[] }) {
  const { t } = useTranslation("guides");
  const say = useStandingWords();
  return (
    <ul className="dg-guide-people">
      {people.map((person) => (
        <li key={person.id}>
          <div>
            <strong>{person.name}</strong>
            <small>{person.orgUnit?.label}</small>
          </div>
          <Share person={person} />
          <small>
            {person.next ? t("team.nextOf", { label: say.next(person) }) : say.next(person)}
          </small>
          <small>{say.last(person)}</small>
        </li>
      ))}
    </ul>
  );
}
