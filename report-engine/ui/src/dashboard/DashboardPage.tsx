import { FullscreenExitOutlined, FullscreenOutlined, ReloadOutlined } from "@ant-design/icons";
import { useLiveChanges, useWorkspace } from "@dougong/kit/api";
import type { AnswerRow } from "@dougong/kit/charts";
import { formatInstant, useLanguage, useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { Bones, EmptyState, ErrorState, showToast } from "@dougong/kit/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type CSSProperties, useEffect, useState } from "react";
import { useParams } from "react-router";
import { useDashboardAddress, writeChoice } from "./address.ts";
import { type Choice, type Dashboard, fetchAnswers, fetchDashboard, type Widget } from "./api.ts";
import { AsOf } from "./AsOf.tsx";
import { BoardMenu } from "./BoardMenu.tsx";
import { SubscribeButton, WatchDialog } from "./BoardOrders.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { filterOfGroup } from "./groupFilter.ts";
import { useBigScreen } from "./useBigScreen.ts";
import { inOrderOfPhones, inReadingOrder } from "./order.ts";
import { RecordSheet } from "./RecordSheet.tsx";
import { Tile } from "./Tile.tsx";
import "./DashboardPage.css";

/** What no change of a record tells: the day goes on, and records leave the reader's sight. */
const freshMillis = 60_000;

export function DashboardPage() {
  const { key = "" } = useParams();
  const language = useLanguage();
  const dashboard = useQuery({
    queryKey: ["dashboards", key, language],
    queryFn: () => fetchDashboard(key),
    staleTime: 60_000,
  });
  if (dashboard.data) return <Board key={key} dashboard={dashboard.data} />;
  if (dashboard.error) {
    return <ErrorState error={dashboard.error} onRetry={() => void dashboard.refetch()} isPage />;
  }
  return <Bones lines={10} />;
}

/** For the big screen, which shows all rows. */
const heightOf = (widgets: readonly Widget[]) =>
  ({ "--dg-board-rows": Math.max(...widgets.map(({ y, height }) => y + height)) }) as CSSProperties;

const valueOf = ({ entity, field, values, from, to }: Choice) =>
  writeChoice({ entity, field, values, from, to });
const isSameChoice = (one: Choice, other: Choice) => valueOf(one) === valueOf(other);

function Board({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation("report");
  const language = useLanguage();
  const isPhone = useIsPhone();
  const address = useDashboardAddress(dashboard.filters);
  const { choices, opened, asOf } = address;
  const answers = useQuery({
    queryKey: ["dashboards", dashboard.key, "answers", choices, asOf, language],
    queryFn: ({ signal }) => fetchAnswers(dashboard.key, choices, asOf, signal),
    placeholderData: keepPreviousData,
    refetchInterval: freshMillis,
  });
  useLiveChanges(
    dashboard.widgets.flatMap(({ query }) => [
      query.entity,
      ...query.measures.flatMap(({ from }) => from?.entity ?? []),
    ]),
    () => (asOf === null ? answers.refetch() : undefined),
  );
  useEffect(() => {
    document.title = dashboard.label;
  }, [dashboard.label]);
  const byWidget = new Map(answers.data?.items.map((item) => [item.widget, item]));
  const at = answers.data?.items.find((item) => item.answer)?.answer?.at;
  const widgets = dashboard.widgets.toSorted(isPhone ? inOrderOfPhones : inReadingOrder);
  const { metadata } = useWorkspace();
  const [watched, setWatched] = useState<Widget | null>(null);

  /** What a click on a group does: the dashboard says it for each tile. */
  function open(widget: Widget, row: AnswerRow, measure?: string) {
    if (asOf !== null) {
      showToast({ text: t("asOf.noRecords") });
      return;
    }
    const columns = byWidget.get(widget.widget)?.answer?.columns ?? [];
    const [choice] =
      widget.click === "filter"
        ? columns.flatMap(
            (one) => filterOfGroup(one, row[one.key], dashboard.filters, metadata) ?? [],
          )
        : [];
    if (!choice) address.open({ widget: widget.widget, row, measure, by: [], names: [] });
    else {
      const isChosen = choices.some((one) => isSameChoice(one, choice));
      address.choose(choice, isChosen ? null : { ...choice, source: widget.widget });
    }
  }

  const openedWidget = widgets.find(({ widget }) => widget === opened?.widget);
  return (
    <div className="dg-board">
      <BoardHead
        dashboard={dashboard}
        choices={choices}
        at={at}
        isBusy={answers.isFetching && !answers.isPending}
        onRefresh={() => void answers.refetch()}
      />
      <AsOf address={address} />
      <FilterBar filters={dashboard.filters} address={address} />
      {widgets.length === 0 ? (
        <EmptyState title={t("board.emptyTitle")} text={t("board.emptyText")} />
      ) : (
        <div className={isPhone ? "dg-board-column" : "dg-board-grid"} style={heightOf(widgets)}>
          {widgets.map((widget) => (
            <Tile
              key={widget.widget}
              widget={widget}
              filters={dashboard.filters}
              choices={choices}
              answer={byWidget.get(widget.widget)}
              error={answers.data ? null : answers.error}
              isStale={answers.isPlaceholderData}
              isPhone={isPhone}
              onRetry={() => void answers.refetch()}
              onOpen={(row, measure) => open(widget, row, measure)}
              onWatch={() => setWatched(widget)}
            />
          ))}
        </div>
      )}
      <WatchDialog
        dashboard={dashboard}
        widget={watched}
        answer={watched ? byWidget.get(watched.widget)?.answer : undefined}
        choices={choices}
        onClose={() => setWatched(null)}
      />
      {opened && openedWidget && (
        <RecordSheet
          key={JSON.stringify(opened)}
          dashboard={dashboard}
          widget={openedWidget}
          answer={byWidget.get(openedWidget.widget)?.answer}
          drill={opened}
          address={address}
        />
      )}
    </div>
  );
}

interface BoardHeadProps {
  dashboard: Dashboard;
  choices: Choice[];
  at: string | undefined;
  isBusy: boolean;
  onRefresh: () => void;
}

/** Its name, how fresh it is, and what can be done with it. */
function BoardHead({ dashboard, choices, at, isBusy, onRefresh }: BoardHeadProps) {
  const { t } = useTranslation("report");
  return (
    <header className="dg-page-head dg-board-head">
      <h1>{dashboard.label}</h1>
      <BoardMenu dashboard={dashboard} />
      <p className="dg-board-fresh">
        {at && <span>{t("board.asOf", { time: formatInstant(at, "short") })}</span>}
        <Button
          type="text"
          icon={<ReloadOutlined aria-hidden />}
          loading={isBusy}
          aria-label={t("board.refresh")}
          onClick={onRefresh}
        />
        <SubscribeButton dashboard={dashboard} choices={choices} />
        <BigScreenButton />
      </p>
    </header>
  );
}

function BigScreenButton() {
  const { t } = useTranslation("report");
  const screen = useBigScreen();
  if (!screen) return null;
  return (
    <Button
      type="text"
      icon={
        screen.isBig ? <FullscreenExitOutlined aria-hidden /> : <FullscreenOutlined aria-hidden />
      }
      aria-label={t(screen.isBig ? "board.leaveBigScreen" : "board.bigScreen")}
      onClick={screen.toggle}
    />
  );
}
