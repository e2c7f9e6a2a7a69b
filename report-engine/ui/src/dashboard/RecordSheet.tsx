import { type EntityMetadata, type RecordJson, useWorkspace } from "@dougong/kit/api";
import { type Answer, DataTable, useAnswerTexts } from "@dougong/kit/charts";
import { FieldDisplay, isBlank, recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { formatDecimal, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, ErrorState } from "@dougong/kit/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { DashboardAddress } from "./address.ts";
import {
  type Dashboard,
  type Drill,
  drillRecords,
  type Step,
  splitGroup,
  type Widget,
} from "./api.ts";
import { CellDeeds } from "./CellDeeds.tsx";
import { ChoiceText } from "./ChoiceText.tsx";
import { filterOfGroup } from "./groupFilter.ts";
import "./RecordSheet.css";

const pageSize = 30;
const shownFacts = 4;

interface RecordSheetProps {
  dashboard: Dashboard;
  widget: Widget;
  answer: Answer | undefined;
  drill: Drill;
  address: DashboardAddress;
}

/** The records behind a number: exactly those, by the same filters and rights. */
export function RecordSheet(props: RecordSheetProps) {
  const { widget, answer, drill, address } = props;
  const { t } = useTranslation("report");
  const texts = useAnswerTexts();
  const { metadata } = useWorkspace();
  const groups = (answer?.columns ?? []).filter(
    (column) => column.role === "dimension" && column.key in drill.row,
  );
  const measure = answer?.columns.find((column) => column.key === drill.measure);
  const entity = metadata.entity(measure?.records ?? widget.query.entity);
  const names = groups.map((column) => texts.text(column, drill.row[column.key]));
  const [step, setStep] = useState<Step | null>(null);
  const steps = measure?.records
    ? []
    : widget.drill.filter(({ field }) => !drill.by.includes(field));
  const value = measure && drill.row[measure.key];
  return (
    <Dialog
      isOpen
      onClose={address.close}
      shape="sheet"
      title={[widget.label, ...names, ...drill.names].join(" › ")}
    >
      {measure && value !== undefined && (
        <p className="dg-behind-value">
          {measure.label} <strong>{texts.text(measure, value)}</strong>
        </p>
      )}
      {address.choices.map((choice) => (
        <p key={`${choice.entity}.${choice.field}`} className="dg-behind-filter">
          <ChoiceText choice={choice} />
        </p>
      ))}
      <GroupFilters {...props} />
      {!step && entity && (
        <CellDeeds
          dashboard={props.dashboard.key}
          drill={drill}
          choices={address.choices}
          name={[widget.label, ...names, ...drill.names].join(" › ")}
        />
      )}
      {steps.length > 0 && <Steps steps={steps} chosen={step} onChoose={setStep} />}
      {step ? (
        <Split {...props} step={step} />
      ) : entity ? (
        <Records {...props} entity={entity} />
      ) : (
        <p>{t("records.unknown")}</p>
      )}
    </Dialog>
  );
}

/** The records themselves, or the number by one of the fields that its report names. */
function Steps(props: {
  steps: readonly Step[];
  chosen: Step | null;
  onChoose: (step: Step | null) => void;
}) {
  const { steps, chosen, onChoose } = props;
  const { t } = useTranslation("report");
  const all = [null, ...steps];
  return (
    <div className="dg-behind-steps" role="group" aria-label={t("records.by")}>
      {all.map((step) => (
        <button
          key={step?.field ?? ""}
          type="button"
          aria-pressed={step?.field === chosen?.field}
          onClick={() => onChoose(step)}
        >
          {step ? t("records.byField", { field: step.label }) : t("records.list")}
        </button>
      ))}
    </div>
  );
}

/** The group by a further field; each value goes on to its part. */
function Split({ dashboard, widget, drill, address, step }: RecordSheetProps & { step: Step }) {
  const texts = useAnswerTexts();
  const answer = useQuery({
    queryKey: ["dashboards", dashboard.key, "split", drill, step.field, address.choices],
    queryFn: ({ signal }) => splitGroup(dashboard.key, drill, step.field, address.choices, signal),
  });
  if (answer.isPending) return <Bones lines={6} />;
  if (answer.error)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  const column = answer.data.columns.find(({ key }) => key === step.field);
  const measures = answer.data.columns.filter(({ role }) => role === "measure");
  return (
    <DataTable
      answer={answer.data}
      title={`${widget.label} · ${step.label}`}
      columns={column ? [column, ...measures] : measures}
      onOpen={(row, measure) =>
        address.open({
          widget: widget.widget,
          row,
          measure,
          by: [...drill.by, step.field],
          names: [...drill.names, column ? texts.text(column, row[column.key]) : ""],
        })
      }
    />
  );
}

/** Uses the group as a filter of the whole board, where the board has one for it. */
function GroupFilters({ dashboard, answer, drill, address }: RecordSheetProps) {
  const { t } = useTranslation("report");
  const { metadata } = useWorkspace();
  const texts = useAnswerTexts();
  const possible = (answer?.columns ?? []).flatMap((column) => {
    const choice = filterOfGroup(column, drill.row[column.key], dashboard.filters, metadata);
    return choice ? [{ column, choice }] : [];
  });
  return possible.map(({ column, choice }) => (
    <Button
      key={column.key}
      size="small"
      className="dg-behind-use"
      onClick={() => address.choose(choice, choice)}
    >
      {t("records.useAsFilter", { name: texts.text(column, drill.row[column.key]) })}
    </Button>
  ));
}

function Records({
  dashboard,
  drill,
  address,
  entity,
}: RecordSheetProps & { entity: EntityMetadata }) {
  const { t } = useTranslation("report");
  const { metadata } = useWorkspace();
  const columns = metadata.views(entity.key).find((view) => !view.filter)?.columns ?? [];
  const wanted = [
    entity.title,
    ...columns.map((column) => (typeof column === "string" ? column : column.field)),
    ...(entity.naturalKey ?? []),
  ];
  const keys = [...new Set(wanted)].filter((key): key is string =>
    entity.fields.some((field) => field.key === key),
  );
  const pages = useInfiniteQuery({
    queryKey: ["dashboards", dashboard.key, "drill", drill, address.choices],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      drillRecords(dashboard.key, drill, address.choices, {
        fields: keys,
        limit: pageSize,
        ...(pageParam ? { after: pageParam } : { count: true }),
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (pages.isPending) return <Bones lines={6} />;
  if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const [first] = pages.data.pages;
  return (
    <>
      <p className="dg-behind-count" role="status">
        {t("records.count", {
          count: first?.count ?? 0,
          number: formatDecimal(String(first?.count ?? 0)),
        })}
      </p>
      <ul className="dg-behind">
        {pages.data.pages
          .flatMap((page) => page.items)
          .map((record) => (
            <Found key={record.id} entity={entity} record={record} keys={keys} />
          ))}
      </ul>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("records.more")}
        </Button>
      )}
    </>
  );
}

function Found(props: { entity: EntityMetadata; record: RecordJson; keys: readonly string[] }) {
  const { entity, record, keys } = props;
  const types = useFieldTypes();
  const facts = keys
    .filter((key) => key !== entity.title)
    .flatMap((key) => entity.fields.find((field) => field.key === key) ?? [])
    .map((field) => ({ field, value: types.read(record[field.key], field) }))
    .filter(({ value }) => !isBlank(value))
    .slice(0, shownFacts);
  return (
    <li>
      <Link to={`/data/${entity.key}/${record.id}`}>
        <strong>{recordTitle(entity, record, types)}</strong>
        <span className="dg-behind-facts">
          {facts.map(({ field, value }) => (
            <span key={field.key}>
              <small>{labelText(field.label, field.key)}</small>{" "}
              <FieldDisplay field={field} value={value} isShort />
            </span>
          ))}
        </span>
      </Link>
    </li>
  );
}
