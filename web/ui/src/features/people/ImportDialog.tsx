import { useTranslation } from "@dougong/kit/i18n";
import { saveFile } from "@dougong/kit/lib";
import { Dialog, Notice } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import {
  checkPeople,
  importPeople,
  keys,
  type PeopleCheck,
  type PeopleImported,
  peopleTemplate,
} from "./api.ts";
import { wordsOf } from "./problem.ts";

interface Chosen {
  file: File;
  check: PeopleCheck;
}

/** A file of people: chosen, checked row by row, brought in whole or not at all. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("organisation");
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [done, setDone] = useState<PeopleImported | null>(null);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);

  async function attempt(deed: () => Promise<void>) {
    setIsBusy(true);
    setRefusal("");
    try {
      await deed();
    } catch (error) {
      setRefusal(wordsOf(error, t("failed")));
    }
    setIsBusy(false);
  }
  const choose = (file: File) =>
    attempt(async () => {
      setChosen(null);
      setChosen({ file, check: await checkPeople(file) });
    });
  const run = ({ file }: Chosen) =>
    attempt(async () => {
      setDone(await importPeople(file));
      await queries.invalidateQueries({ queryKey: keys.all });
    });

  const count = chosen ? chosen.check.counts.new + chosen.check.counts.changed : 0;
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("import.title")}
      footer={
        done ? (
          <Button type="primary" onClick={onClose}>
            {t("start.done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button
              type="primary"
              loading={isBusy}
              disabled={!chosen || count === 0 || chosen.check.counts.wrong > 0}
              onClick={() => chosen && void run(chosen)}
            >
              {count > 0 ? t("import.run", { total: count }) : t("import.act")}
            </Button>
          </>
        )
      }
    >
      <div className="dg-people-import">
        {refusal && <Notice>{refusal}</Notice>}
        {done ? (
          <Imported done={done} />
        ) : (
          <>
            <FileChoice isBusy={isBusy} name={chosen?.file.name ?? ""} onChoose={choose} />
            {chosen && <Checked check={chosen.check} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

interface FileChoiceProps {
  isBusy: boolean;
  name: string;
  onChoose: (file: File) => Promise<void>;
}

function FileChoice({ isBusy, name, onChoose }: FileChoiceProps) {
  const { t } = useTranslation("organisation");
  const id = useId();
  return (
    <>
      <p>{t("import.text")}</p>
      <a href={peopleTemplate} download>
        {t("import.template")}
      </a>
      <input
        id={id}
        className="dg-people-file"
        type="file"
        accept=".xlsx,.csv,.txt,.tsv"
        disabled={isBusy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void onChoose(file);
        }}
      />
      <label htmlFor={id} className="dg-people-choose">
        {t("import.file")}
      </label>
      <p role="status">{isBusy ? t("import.reading") : name}</p>
    </>
  );
}

function Checked({ check }: { check: PeopleCheck }) {
  const { t } = useTranslation("organisation");
  const { counts, ignored, items } = check;
  // What is wrong is read first.
  const rows = [
    ...items.filter(({ outcome }) => outcome === "wrong"),
    ...items.filter(({ outcome }) => outcome !== "wrong"),
  ];
  return (
    <>
      <p>{t("import.counts", counts)}</p>
      {counts.wrong > 0 && <Notice tone="warning">{t("import.wrongNote")}</Notice>}
      {ignored.length > 0 && <p>{t("import.ignored", { names: ignored.join(t("import.and")) })}</p>}
      <ul>
        {rows.map(({ row, username, name, outcome, problems }) => (
          <li key={row}>
            <div>
              {name || username}
              <small>{t("import.row", { row, username })}</small>
              {problems.map((problem) => (
                <small key={problem} className="dg-people-wrong">
                  {problem}
                </small>
              ))}
            </div>
            <span>{t(`import.outcome.${outcome}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Imported({ done }: { done: PeopleImported }) {
  const { t } = useTranslation("organisation");
  const { file, people } = done;
  return (
    <>
      <p role="status">{t("import.done", { new: done.new, changed: done.changed })}</p>
      {file !== null && (
        <>
          <Notice tone="warning">{t("import.once")}</Notice>
          <Button onClick={() => saveFile(workbook(file), `${t("import.passwords")}.xlsx`)}>
            {t("import.save")}
          </Button>
          <ul>
            {people.map(({ username, name, startPassword }) => (
              <li key={username}>
                <div>
                  {name}
                  <small>{username}</small>
                </div>
                <code>{startPassword}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const workbook = (base64: string): Blob =>
  new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  });
