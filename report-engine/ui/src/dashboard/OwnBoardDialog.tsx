import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect, showToast, TextInput } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import {
  addWidget,
  type DashboardDocument,
  freeArea,
  placeWidget,
  removeWidget,
  stepWidget,
} from "../designer/board.ts";
import type { Dashboard } from "./api.ts";
import { fetchCharts, type OwnChart, type OwnWidget, ownOf, saveOwn } from "./own.ts";
import "./OwnBoardDialog.css";

const widths = [3, 4, 6, 12];

interface OwnBoardDialogProps {
  dashboard: Dashboard;
  /** Whether another one is made of it. */
  isCopy: boolean;
  onClose: () => void;
}

/** Makes a dashboard of one's own of what is there, or changes it: its charts, their order and size. */
export function OwnBoardDialog({ dashboard, isCopy, onClose }: OwnBoardDialogProps) {
  const { t } = useTranslation("report");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const id = useId();
  const [before] = useState(() => ownOf(isCopy ? { ...dashboard, own: false } : dashboard));
  const [name, setName] = useState(isCopy ? t("own.copyName", { name: before.name }) : before.name);
  const [board, setBoard] = useState<DashboardDocument>(() => documentOf(before.widgets));
  const [isBusy, setIsBusy] = useState(false);
  const charts = useQuery({ queryKey: ["own-dashboards", "charts"], queryFn: fetchCharts });

  async function save() {
    setIsBusy(true);
    try {
      const widgets = board.widgets as unknown as OwnWidget[];
      await saveOwn({ ...before, name: name.trim(), widgets });
      await queries.invalidateQueries({ queryKey: ["dashboards"] });
      showToast({ text: t("own.saved"), tone: "success" });
      onClose();
      if (isCopy) await navigate(`/dashboards/${before.id}`);
    } catch (error) {
      showToast({ text: said(error, t("own.failed")), tone: "error" });
      setIsBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t(isCopy ? "own.saveAs" : "own.edit")}
      footer={
        <>
          <Button onClick={onClose}>{t("own.cancel")}</Button>
          <Button
            type="primary"
            loading={isBusy}
            disabled={name.trim() === ""}
            onClick={() => void save()}
          >
            {t("own.save")}
          </Button>
        </>
      }
    >
      <div className="dg-own">
        <p>{t("own.private")}</p>
        <label htmlFor={`${id}-name`}>{t("own.name")}</label>
        <TextInput
          id={`${id}-name`}
          value={name}
          maxLength={60}
          onChange={({ target }) => setName(target.value)}
        />
        <Charts board={board} charts={charts.data ?? []} onChange={setBoard} />
      </div>
    </Dialog>
  );
}

interface ChartsProps {
  board: DashboardDocument;
  charts: readonly OwnChart[];
  onChange: (board: DashboardDocument) => void;
}

/** Its charts in the order in which they are read, and those that can be added. */
function Charts({ board, charts, onChange }: ChartsProps) {
  const { t } = useTranslation("report");
  const labels = new Map(charts.map(({ report, label }) => [report, label]));
  const placed = new Set(board.widgets.map(({ report }) => report));
  const order = board.widgets
    .map((widget, at) => ({ widget, at }))
    .toSorted(
      (one, other) =>
        (one.widget.y ?? 0) - (other.widget.y ?? 0) || (one.widget.x ?? 0) - (other.widget.x ?? 0),
    );
  return (
    <>
      <h3>{t("own.charts")}</h3>
      {order.length === 0 && <p>{t("own.noCharts")}</p>}
      <ol>
        {order.map(({ widget, at }) => {
          const name = labels.get(widget.report) ?? widget.report;
          const step = (direction: "up" | "down") => onChange(stepWidget(board, at, direction));
          return (
            <li key={at}>
              <span>{name}</span>
              <NativeSelect
                aria-label={t("own.width", { name })}
                value={widget.width ?? 1}
                onChange={({ target }) =>
                  onChange(placeWidget(board, at, { width: Number(target.value) }))
                }
              >
                {[...new Set([...widths, widget.width ?? 1])]
                  .toSorted((one, other) => one - other)
                  .map((width) => (
                    <option key={width} value={width}>
                      {t("own.columns", { width })}
                    </option>
                  ))}
              </NativeSelect>
              <Button aria-label={t("own.up", { name })} onClick={() => step("up")}>
                ↑
              </Button>
              <Button aria-label={t("own.down", { name })} onClick={() => step("down")}>
                ↓
              </Button>
              <Button
                aria-label={t("own.remove", { name })}
                onClick={() => onChange(removeWidget(board, at))}
              >
                ×
              </Button>
            </li>
          );
        })}
      </ol>
      <NativeSelect
        aria-label={t("own.add")}
        value=""
        disabled={charts.every(({ report }) => placed.has(report))}
        onChange={({ target }) => {
          const chart = charts.find(({ report }) => report === target.value);
          if (!chart) return;
          const { report, width, height } = chart;
          onChange(addWidget(board, report, freeArea(board, width, height)));
        }}
      >
        <option value="">{t("own.add")}</option>
        {charts
          .filter(({ report }) => !placed.has(report))
          .map(({ report, label }) => (
            <option key={report} value={report}>
              {label}
            </option>
          ))}
      </NativeSelect>
    </>
  );
}

/** On phones it follows the grid from here on, so that one order holds for both. */
const documentOf = (widgets: readonly OwnWidget[]): DashboardDocument => ({
  key: "own",
  widgets: widgets.map(({ phone: _phone, ...widget }) => ({ ...widget })),
});

const said = (error: unknown, otherwise: string) =>
  error instanceof Error && error.message ? error.message : otherwise;
