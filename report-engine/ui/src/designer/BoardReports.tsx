import { useDragItem } from "@dougong/kit/dnd";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useState } from "react";
import type { BoardDeeds } from "./useBoardDeeds.ts";
import { type ReportName, useReportNames } from "./useReportDocuments.ts";

export interface BoardReportsProps {
  deeds: BoardDeeds;
  onNew: () => void;
}

/** Reports that are not on the dashboard: a click adds one, dragging says where. */
export function BoardReports({ deeds, onNew }: BoardReportsProps) {
  const { t } = useTranslation("reportDesign");
  const [words, setWords] = useState("");
  const names = useReportNames();
  const placed = new Set(deeds.board.widgets.map(({ report }) => report));
  const wanted = words.trim().toLowerCase();
  const shown = (names.data ?? [])
    .filter(({ key }) => !placed.has(key))
    .map((report) => ({ ...report, name: labelText(report.label, report.key) }))
    .filter(({ key, name }) => [key, name].some((text) => text.toLowerCase().includes(wanted)));
  return (
    <section className="dg-designer-palette" aria-label={t("board.tiles")}>
      <Button type="primary" onClick={onNew}>
        {t("board.newChart")}
      </Button>
      <h2>{t("board.existing")}</h2>
      <TextInput
        type="search"
        value={words}
        aria-label={t("board.searchReports")}
        placeholder={t("board.searchReports")}
        onChange={(event) => setWords(event.target.value)}
      />
      {names.data && shown.length === 0 && <p>{t("board.allPlaced")}</p>}
      <ul>
        {shown.map((report) => (
          <ReportItem
            key={report.key}
            report={report}
            onAdd={() => deeds.add(report.key, report.name)}
          />
        ))}
      </ul>
    </section>
  );
}

function ReportItem(props: { report: ReportName & { name: string }; onAdd: () => void }) {
  const { ref } = useDragItem(`report:${props.report.key}`);
  return (
    <li>
      <button ref={ref} type="button" className="dg-designer-item" onClick={props.onAdd}>
        {props.report.name}
      </button>
    </li>
  );
}
