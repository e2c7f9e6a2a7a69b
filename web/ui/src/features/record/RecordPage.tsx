import {
  type EntityMetadata,
  type FieldMetadata,
  readRecord,
  type RecordJson,
  recordKeys,
  revealValue,
  useWorkspace,
  type ViewMetadata,
} from "@dougong/kit/api";
import {
  FieldDisplay,
  isBlank,
  optionsOf,
  recordTitle,
  RevealProvider,
  useFieldTypes,
} from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { Bones, ErrorState, MenuButton, type MenuButtonItem } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { JourneyNote, type Starts, useStarts } from "@dougong/workflow/journeys";
import { PoolNote } from "@dougong/workflow/pools";
import { AsOfBanner } from "./AsOfBanner.tsx";
import { Facts } from "./Facts.tsx";
import { KeyFigures } from "./KeyFigures.tsx";
import { MergeNote } from "./MergeNote.tsx";
import { missingRecord } from "./missing.ts";
import { RelatedLists } from "./RelatedLists.tsx";
import { StageGuide } from "./StageGuide.tsx";
import { StageHistory } from "./StageHistory.tsx";
import { Timeline } from "./Timeline.tsx";
import { useRecordActions } from "./useRecordActions.ts";
import "./RecordPage.css";

const TapFields = lazy(() => import("./TapFields.tsx"));
const HelpPanel = lazy(() => import("./HelpPanel.tsx"));

export function RecordPage() {
  const { entity: key = "", id = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const asOf = search.get("asOf") ?? undefined;
  const entity = useWorkspace().metadata.entity(key);
  const record = useQuery({
    queryKey: recordKeys.one(key, id, asOf),
    queryFn: () => readRecord(key, id, asOf),
    enabled: entity !== undefined,
  });
  if (!entity) return <ErrorState error={missingRecord} isPage />;
  if (record.error) {
    return <ErrorState error={record.error} onRetry={() => void record.refetch()} isPage />;
  }
  if (!record.data) {
    return (
      <div className="dg-record-loading">
        <Bones lines={10} />
      </div>
    );
  }
  return (
    <RecordView
      key={id}
      entity={entity}
      record={record.data}
      asOf={asOf}
      onAsOf={(at) => setSearch(at ? { asOf: at } : {})}
    />
  );
}

interface RecordViewProps {
  entity: EntityMetadata;
  record: RecordJson;
  asOf: string | undefined;
  onAsOf: (at: string | null) => void;
}

type Tab = "facts" | "help" | "related" | "history";
const tabs: Tab[] = ["facts", "help", "related", "history"];

function RecordView({ entity, record, asOf, onAsOf }: RecordViewProps) {
  const { t } = useTranslation("web");
  const isPhone = useIsPhone();
  const [tab, setTab] = useState<Tab>("facts");
  const panel = useRef<HTMLDivElement>(null);
  const choose = (chosen: Tab) => {
    flushSync(() => setTab(chosen));
    const top = panel.current?.getBoundingClientRect().top ?? 0;
    if (top < 0) panel.current?.scrollIntoView({ block: "start" });
  };
  const mayReveal = entity.rights?.reveal === true && !asOf && !record.deletedAt;
  const facts = (
    <RevealProvider
      reveal={
        mayReveal
          ? async (field) => (await revealValue(entity.key, record.id, field.key)).shown
          : null
      }
    >
      <Facts entity={entity} record={record} />
    </RevealProvider>
  );
  const isNow = !asOf && !record.deletedAt;
  const hasHelp = isNow && (entity.help ?? []).length > 0;
  const shownTabs = tabs.filter((one) => one !== "help" || hasHelp);
  const help = hasHelp && (
    <Suspense fallback={<Bones lines={4} />}>
      <HelpPanel entity={entity} record={record} />
    </Suspense>
  );
  const related = <RelatedLists entity={entity} id={record.id} />;
  const history = (
    <>
      <StageHistory entity={entity} id={record.id} />
      <Timeline entity={entity} id={record.id} asOf={asOf} onAsOf={onAsOf} />
    </>
  );
  return (
    <div className="dg-record">
      <RecordHead entity={entity} record={record} isPast={asOf !== undefined} />
      {asOf && (
        <AsOfBanner entity={entity} past={record} asOf={asOf} onLeave={() => onAsOf(null)} />
      )}
      {!asOf && <MergeNote entity={entity} id={record.id} />}
      <KeyFigures entity={entity} record={record} />
      {isNow && (entity.taps ?? []).length > 0 && (
        <Suspense>
          <TapFields entity={entity} record={record} />
        </Suspense>
      )}
      {isNow && <StageGuide entity={entity} record={record} />}
      {isNow && <PoolNote entity={entity.key} record={record} />}
      {isNow && <JourneyNote entity={entity.key} id={record.id} />}
      {isPhone ? (
        <>
          <div className="dg-tabs" role="tablist">
            {shownTabs.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                aria-selected={tab === one}
                onClick={() => choose(one)}
              >
                {t(`record.tab.${one}`)}
              </button>
            ))}
          </div>
          <div role="tabpanel" ref={panel}>
            {{ facts, help, related, history }[tab]}
          </div>
        </>
      ) : (
        <div className="dg-record-columns">
          <div className="dg-record-main">
            {facts}
            {related}
          </div>
          <div className="dg-record-main">
            {help}
            <aside className="dg-record-side" aria-label={t("record.tab.history")}>
              <h2>{t("record.tab.history")}</h2>
              {history}
            </aside>
          </div>
        </div>
      )}
    </div>
  );
}

const headFacts = 4;

function RecordHead(props: { entity: EntityMetadata; record: RecordJson; isPast: boolean }) {
  const { entity, record, isPast } = props;
  const { t } = useTranslation("web");
  const navigate = useNavigate();
  const types = useFieldTypes();
  const { metadata } = useWorkspace();
  const actions = useRecordActions(entity, record);
  const starts = useStarts(entity.key, record.id);
  const title = recordTitle(entity, record, types);
  const label = labelText(entity.label, entity.key);
  useEffect(() => {
    document.title = `${title} · ${label}`;
  }, [title, label]);
  const chips = leadingFields(entity, metadata.views(entity.key)[0])
    .filter(
      (field) =>
        optionsOf(types.looks(field).field).length > 0 && types.looks(field).type.isSortable,
    )
    .map((field) => ({ field, value: types.read(record[field.key], field) }))
    .filter(({ value }) => !isBlank(value))
    .slice(0, headFacts);
  const isDeleted = record.deletedAt !== undefined && record.deletedAt !== null;
  const more = useMenu(entity, record, actions, starts.starts, starts.ask);
  return (
    <header className="dg-record-head">
      <div className="dg-record-title">
        <Link to={`/data/${entity.key}`} className="dg-record-back">
          ‹ {label}
        </Link>
        <h1>{title}</h1>
        <div className="dg-record-chips">
          {chips.map(({ field, value }) => (
            <FieldDisplay key={field.key} field={field} value={value} isShort />
          ))}
        </div>
      </div>
      {!isPast && (
        <div className="dg-record-actions">
          {isDeleted ? (
            <Button type="primary" onClick={() => void actions.restore()}>
              {t("record.restore")}
            </Button>
          ) : (
            <>
              {starts.starts
                .filter(({ isButton }) => isButton)
                .map((one) => (
                  <Button key={one.workflow} onClick={() => starts.ask(one)}>
                    {labelText(one.label ?? undefined, one.workflow)}
                  </Button>
                ))}
              {entity.rights?.update !== false && (
                <Button
                  type="primary"
                  onClick={() => void navigate(`/data/${entity.key}/${record.id}/edit`)}
                >
                  {t("record.edit")}
                </Button>
              )}
              <MenuButton label={t("list.more")} items={more}>
                ⋯
              </MenuButton>
            </>
          )}
        </div>
      )}
      {starts.dialog}
    </header>
  );
}

/** What the menu of a record has: workflows that may be started, then what can be done with the record. */
function useMenu(
  entity: EntityMetadata,
  record: RecordJson,
  actions: ReturnType<typeof useRecordActions>,
  starts: Starts["starts"],
  ask: Starts["ask"],
): MenuButtonItem[] {
  const { t } = useTranslation("web");
  const navigate = useNavigate();
  const { session } = useWorkspace();
  return [
    ...starts
      .filter(({ isButton }) => !isButton)
      .map((one) => ({
        key: `start ${one.workflow}`,
        label: labelText(one.label ?? undefined, one.workflow),
        run: () => ask(one),
      })),
    { key: "copy", label: t("record.copyLink"), run: actions.copyLink },
    ...(session.roles.includes("admin")
      ? [
          {
            key: "rights",
            label: t("record.rights"),
            run: () => void navigate(`/admin/rights/${entity.key}/${record.id}`),
          },
        ]
      : []),
    ...(entity.rights?.delete === false || entity.rights?.update === false
      ? []
      : [
          {
            key: "merge",
            label: t("record.merge"),
            run: () => void navigate(`/data/${entity.key}/merge?ids=${record.id}`),
          },
        ]),
    ...(entity.rights?.delete === false
      ? []
      : [
          {
            key: "delete",
            label: t("record.delete"),
            isDangerous: true,
            run: () => void actions.remove(),
          },
        ]),
  ];
}

/** The fields that the first list shows come first: they matter most. */
function leadingFields(entity: EntityMetadata, view: ViewMetadata | undefined): FieldMetadata[] {
  const keys = (view?.columns ?? []).map((column) =>
    typeof column === "string" ? column : column.field,
  );
  const rank = (field: FieldMetadata) => (keys.includes(field.key) ? keys.indexOf(field.key) : 999);
  return entity.fields.toSorted((a, b) => rank(a) - rank(b));
}
