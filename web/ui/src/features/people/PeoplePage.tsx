import { useTranslation } from "@dougong/kit/i18n";
import { useDebounced, useIsPhone } from "@dougong/kit/lib";
import { Bones, Dialog, ErrorState, TextInput } from "@dougong/kit/ui";
import { HandOvers } from "@dougong/workflow/people";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { keys, listUnits, type Person, type Unit } from "./api.ts";
import { PersonDeeds, type ChosenDeed } from "./PersonDeeds.tsx";
import type { PersonDeed } from "./PersonLine.tsx";
import { PersonList } from "./PersonList.tsx";
import { UnitMenu } from "./UnitMenu.tsx";
import { UnitTree } from "./UnitTree.tsx";
import { useUnitDeeds } from "./useUnitDeeds.ts";
import "./texts.ts";
import "./PeoplePage.css";

/** The organisation and its people: who belongs where, who may sign in, who hands over. */
export function PeoplePage() {
  const { t } = useTranslation("organisation");
  const units = useQuery({ queryKey: keys.units, queryFn: listUnits });
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  if (units.error) {
    return <ErrorState error={units.error} onRetry={() => void units.refetch()} isPage />;
  }
  return (
    <div className="dg-people-page">
      {units.data ? <Organisation units={units.data} /> : <Bones lines={8} />}
      <HandOvers />
    </div>
  );
}

function Organisation({ units }: { units: Unit[] }) {
  const { t } = useTranslation("organisation");
  const isPhone = useIsPhone();
  const [search, setSearch] = useSearchParams();
  const [words, setWords] = useState("");
  const [deed, setDeed] = useState<ChosenDeed | null>(null);
  const sought = useDebounced(words.trim(), 250);
  const unit = units.find(({ id }) => id === search.get("unit")) ?? null;
  const choose = (id: string | null) => setSearch(id === null ? {} : { unit: id });
  const act = (type: PersonDeed, person: Person) => setDeed({ type, person });
  return (
    <>
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
        <div className="dg-organisation-line">
          <Link to="/design/roles" className="dg-people-link">
            {t("roles")}
          </Link>
          <Button onClick={() => setDeed({ type: "demand" })}>{t("factor.demand")}</Button>
          <Button onClick={() => setDeed({ type: "sources" })}>{t("source.open")}</Button>
          <Button onClick={() => setDeed({ type: "import" })}>{t("import.act")}</Button>
          <Button type="primary" onClick={() => setDeed({ type: "add" })}>
            {t("person.add")}
          </Button>
        </div>
      </header>
      <div className="dg-people-columns">
        {isPhone ? (
          <UnitSheet units={units} unit={unit} onChoose={choose} />
        ) : (
          <UnitPane units={units} chosen={unit?.id ?? null} onChoose={choose} />
        )}
        <section aria-label={unit?.label ?? t("everybody")}>
          <div className="dg-people-unit">
            {!isPhone && <h2>{unit?.label ?? t("everybody")}</h2>}
            <TextInput
              type="search"
              aria-label={t("search")}
              placeholder={t("search")}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
            <UnitMenu unit={unit} units={units} onChoose={choose} />
          </div>
          <PersonList unit={unit} words={sought} onDeed={act} />
        </section>
      </div>
      <PersonDeeds deed={deed} unit={unit} units={units} onDeed={setDeed} />
    </>
  );
}

interface UnitPaneProps {
  units: Unit[];
  chosen: string | null;
  onChoose: (unit: string | null) => void;
}

/** The tree, and whether it shows what is archived. */
function UnitPane({ units, chosen, onChoose }: UnitPaneProps) {
  const { t } = useTranslation("organisation");
  const { move } = useUnitDeeds(units);
  const [hasArchived, setHasArchived] = useState(false);
  const shown = units.filter((unit) => hasArchived || !unit.archived || unit.id === chosen);
  return (
    <div className="dg-people-tree">
      <UnitTree units={shown} chosen={chosen} onChoose={onChoose} onMove={move} />
      {units.some(({ archived }) => archived) && (
        <label className="dg-people-check">
          <input
            type="checkbox"
            checked={hasArchived}
            onChange={(event) => setHasArchived(event.target.checked)}
          />
          {t("showArchived")}
        </label>
      )}
    </div>
  );
}

interface UnitSheetProps {
  units: Unit[];
  unit: Unit | null;
  onChoose: (unit: string | null) => void;
}

/** On phones the tree opens over the list. */
function UnitSheet({ units, unit, onChoose }: UnitSheetProps) {
  const { t } = useTranslation("organisation");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button block onClick={() => setIsOpen(true)}>
        {t("chooseUnit", { name: unit?.label ?? t("everybody") })}
      </Button>
      <Dialog isOpen={isOpen} shape="sheet" title={t("tree")} onClose={() => setIsOpen(false)}>
        <UnitPane
          units={units}
          chosen={unit?.id ?? null}
          onChoose={(id) => {
            onChoose(id);
            setIsOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}
