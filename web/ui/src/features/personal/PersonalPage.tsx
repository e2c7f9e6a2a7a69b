import { ApiProblem } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { EmptyState, Notice, showToast, TextInput } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useEffect, useId, useState } from "react";
import { type Erased, type FoundPerson, findPeople, keys } from "./api.ts";
import { LedgerPanel } from "./LedgerPanel.tsx";
import { StoredPanel } from "./StoredPanel.tsx";
import "./texts.ts";
import "./PersonalPage.css";

const nameOf = (person: FoundPerson) => person.title || person.id;

/** What is stored of a person: found, told, copied, erased. */
export function PersonalPage() {
  const { t } = useTranslation("personal");
  const queries = useQueryClient();
  const [words, setWords] = useState("");
  const [found, setFound] = useState<FoundPerson[] | null>(null);
  const [chosen, setChosen] = useState<FoundPerson | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const wordsId = useId();
  useEffect(() => {
    document.title = t("title");
  }, [t]);

  async function find(event: FormEvent) {
    event.preventDefault();
    setChosen(null);
    setProblem(null);
    try {
      const { items } = await findPeople(words);
      setFound(items);
      if (items.length === 1) setChosen(items[0] ?? null);
    } catch (error) {
      const [entry] = error instanceof ApiProblem ? error.entries : [];
      setFound(null);
      setProblem(entry?.message ?? t("failed"));
    }
  }

  async function afterErasing(erased: Erased) {
    showToast({ text: t("erased", { ...erased }), tone: "success" });
    setFound(null);
    setChosen(null);
    setWords("");
    await queries.invalidateQueries({ queryKey: keys.ledger });
  }

  return (
    <div className="dg-personal">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
      </header>
      <p>{t("intro")}</p>
      <form className="dg-personal-find" onSubmit={(event) => void find(event)}>
        <label htmlFor={wordsId}>{t("words")}</label>
        <div>
          <TextInput
            id={wordsId}
            value={words}
            autoComplete="off"
            onChange={({ target }) => setWords(target.value)}
          />
          <Button type="primary" htmlType="submit">
            {t("find")}
          </Button>
        </div>
      </form>
      {problem !== null && <Notice>{problem}</Notice>}
      {found?.length === 0 && <EmptyState title={t("none")} text={t("noneText")} />}
      {found !== null && found.length > 0 && (
        <section>
          <h2>{t("found")}</h2>
          <ul className="dg-personal-people">
            {found.map((person) => (
              <li key={person.id}>
                <div>
                  <strong>{nameOf(person)}</strong> <span>{person.label}</span>
                  {person.values.map(({ label, value }) => (
                    <small key={label}>
                      {label}: {value}
                    </small>
                  ))}
                </div>
                <Button
                  aria-pressed={chosen?.id === person.id}
                  aria-label={`${t("look")} ${nameOf(person)}`}
                  onClick={() => setChosen(person)}
                >
                  {t("look")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {chosen && (
        <StoredPanel
          key={chosen.id}
          person={chosen}
          onErased={(erased) => void afterErasing(erased)}
        />
      )}
      <LedgerPanel />
    </div>
  );
}
