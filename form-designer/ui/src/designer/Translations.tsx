import type { DraftEditing } from "@dougong/kit/designer";
import { useTranslation } from "@dougong/kit/i18n";
import { saveFile } from "@dougong/kit/lib";
import { showToast, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { type ChangeEvent, useState } from "react";
import type { Draft } from "./model.ts";
import { decodeSheet, readSheet, writeSheet } from "./translationSheet.ts";
import {
  isMissing,
  type Language,
  languages,
  setText,
  takeTexts,
  type TextRow,
  textsOf,
} from "./translations.ts";
import "./translations.css";

/** All texts of the form and its entity, side by side in each language; missing ones stand out. */
export function Translations({ editing }: { editing: DraftEditing<Draft> }) {
  const { t } = useTranslation("designer");
  const rows = textsOf(editing.draft);
  const missing = rows.filter(isMissing);
  // Rows stay while they are filled in: what was missing is decided when the choice is made.
  const [kept, setKept] = useState<ReadonlySet<string> | null>(null);
  const shown = kept ? rows.filter((row) => kept.has(row.key) || isMissing(row)) : rows;
  return (
    <section className="dg-texts" aria-label={t("texts.title")}>
      <div className="dg-texts-tools">
        <label className="dg-designer-check">
          <input
            type="checkbox"
            checked={kept !== null}
            onChange={(event) =>
              setKept(event.target.checked ? new Set(missing.map(({ key }) => key)) : null)
            }
          />
          {t("texts.onlyMissing", { count: missing.length })}
        </label>
        <SheetTools editing={editing} rows={rows} />
      </div>
      {missing.length === 0 && <p role="status">{t("texts.complete")}</p>}
      {shown.length > 0 && <Grid editing={editing} rows={shown} />}
    </section>
  );
}

/** Out as a sheet, and in again. */
function SheetTools({ editing, rows }: { editing: DraftEditing<Draft>; rows: TextRow[] }) {
  const { t } = useTranslation("designer");

  function exportSheet() {
    saveFile(
      new Blob([writeSheet(rows)], { type: "text/csv;charset=utf-8" }),
      t("texts.file", { form: editing.draft.form.key }),
    );
  }

  async function importSheet(event: ChangeEvent<HTMLInputElement>) {
    const { target } = event;
    const [file] = target.files ?? [];
    if (!file) return;
    const sheet = readSheet(decodeSheet(await file.arrayBuffer()));
    target.value = "";
    if (sheet.length === 0) {
      showToast({ text: t("texts.wrong") });
      return;
    }
    const { draft, changed, unknown } = takeTexts(editing.draft, sheet);
    if (changed > 0) editing.act(t("step.textsIn"), draft);
    const left = unknown.length > 0 ? t("texts.unknown", { count: unknown.length }) : "";
    showToast({ text: `${t("texts.taken", { count: changed })}${left}` });
  }

  return (
    <>
      <Button onClick={exportSheet}>{t("texts.export")}</Button>
      <label className="dg-texts-import">
        <input type="file" accept=".csv,text/csv" onChange={(event) => void importSheet(event)} />
        <span>{t("texts.import")}</span>
      </label>
    </>
  );
}

function Grid({ editing, rows }: { editing: DraftEditing<Draft>; rows: TextRow[] }) {
  const { t } = useTranslation("designer");
  const change = (row: TextRow, language: Language, text: string) =>
    editing.act(
      t("step.text", { label: row.zh || row.en || row.key }),
      setText(editing.draft, row, language, text),
      `text ${language} ${row.key}`,
    );
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("texts.text")}</th>
          {languages.map((language) => (
            <th key={language} scope="col">
              {t(`texts.${language}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <code>{row.key}</code>
            </th>
            {languages.map((language) => (
              <td key={language} className={row[language] === "" ? "dg-texts-missing" : undefined}>
                <TextInput
                  aria-label={t("texts.cell", { key: row.key, language: t(`texts.${language}`) })}
                  placeholder={t("texts.missing")}
                  value={row[language]}
                  onChange={(event) => change(row, language, event.target.value)}
                  onBlur={editing.seal}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
