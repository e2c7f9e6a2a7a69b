import {
  type EntityMetadata,
  type FieldMetadata,
  type ListQuery,
  type RecordJson,
} from "@dougong/kit/api";
import { type FieldTypes, type FieldValue, recordTitle } from "@dougong/kit/fields";
import { formatDecimal, labelText, useTranslation } from "@dougong/kit/i18n";
import { mostOthers } from "@dougong/kit/merges";
import { Dialog, NativeSelect, RecordAnchor, showToast } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import { type BulkReport, countAll, mostRecords, readAll, withField } from "./bulk.ts";
import { faultOf } from "./CellEditor.tsx";
import { mayEditInPlace } from "./cellEditing.ts";
import { useBulkActions } from "./useBulkActions.ts";
import "./texts.ts";
import "./BulkBar.css";

export interface BulkBarProps {
  entity: EntityMetadata;
  types: FieldTypes;
  query: ListQuery;
  chosen: RecordJson[];
  onClear: () => void;
}

const number = (count: number) => formatDecimal(String(count)) as never;

/** The way to make one record of a few. */
function MergeButton({ entity, chosen }: { entity: EntityMetadata; chosen: RecordJson[] }) {
  const { t } = useTranslation("bulk");
  const navigate = useNavigate();
  const isMeant = chosen.length > 1 && chosen.length <= mostOthers + 1;
  if (!isMeant || entity.rights?.update === false || entity.rights?.delete === false) return null;
  const ids = chosen.map((record) => record.id).join(",");
  return (
    <Button size="small" onClick={() => void navigate(`/data/${entity.key}/merge?ids=${ids}`)}>
      {t("merge")}
    </Button>
  );
}

/** What can be done with the chosen records, or with all that match the list's filter. */
export function BulkBar(props: BulkBarProps) {
  const { entity, types, query, chosen, onClear } = props;
  const { t } = useTranslation("bulk");
  const [all, setAll] = useState<number | null>(null);
  const [open, setOpen] = useState<"change" | "delete" | null>(null);
  const [report, setReport] = useState<BulkReport | null>(null);
  const actions = useBulkActions(entity);
  const count = all ?? chosen.length;

  async function perform(work: (records: readonly RecordJson[]) => Promise<BulkReport>, key = "") {
    setOpen(null);
    try {
      const fields = ["id", "version", entity.title, key].filter(Boolean).join(",");
      const records =
        all !== null
          ? await readAll(entity.key, { ...query, fields })
          : key
            ? await withField(entity.key, chosen, key)
            : chosen;
      const told = await work(records);
      if (told.refused.length > 0) setReport(told);
      else onClear();
    } catch {
      showToast({ text: t("failed"), tone: "error" });
    }
  }

  async function chooseAll() {
    try {
      const found = await countAll(entity.key, query);
      if (found > mostRecords) {
        showToast({ text: t("tooMany", { count: number(mostRecords) }), tone: "error" });
      } else setAll(found);
    } catch {
      showToast({ text: t("failed"), tone: "error" });
    }
  }

  return (
    <div className="dg-bulk" role="region" aria-label={t("title")}>
      <output>
        {actions.progress === null
          ? t(all === null ? "chosen" : "chosenAll", { count: number(count) })
          : t("progress", { done: number(actions.progress), count: number(count) })}
      </output>
      {all === null && (
        <Button size="small" type="link" onClick={() => void chooseAll()}>
          {t("chooseAll")}
        </Button>
      )}
      {entity.rights?.update !== false && (
        <Button size="small" onClick={() => setOpen("change")}>
          {t("change")}
        </Button>
      )}
      {all === null && <MergeButton entity={entity} chosen={chosen} />}
      {entity.rights?.delete !== false && (
        <Button size="small" danger onClick={() => setOpen("delete")}>
          {t("delete")}
        </Button>
      )}
      <Button size="small" type="text" onClick={onClear}>
        {t("clear")}
      </Button>
      {open === "change" && (
        <ChangeDialog
          entity={entity}
          types={types}
          count={count}
          onClose={() => setOpen(null)}
          onChange={(field, value) =>
            void perform((records) => actions.change(records, field, value), field.key)
          }
        />
      )}
      {open === "delete" && (
        <Dialog
          isOpen
          onClose={() => setOpen(null)}
          title={t("deleteTitle", { count: number(count) })}
          footer={
            <Button type="primary" danger onClick={() => void perform(actions.remove)}>
              {t("deleteNow", { count: number(count) })}
            </Button>
          }
        >
          <p>{t("deleteText")}</p>
        </Dialog>
      )}
      {report && (
        <ReportDialog
          entity={entity}
          types={types}
          report={report}
          onClose={() => {
            setReport(null);
            onClear();
          }}
        />
      )}
    </div>
  );
}

interface ChangeDialogProps {
  entity: EntityMetadata;
  types: FieldTypes;
  count: number;
  onClose: () => void;
  onChange: (field: FieldMetadata, value: FieldValue) => void;
}

function ChangeDialog({ entity, types, count, onClose, onChange }: ChangeDialogProps) {
  const { t } = useTranslation("bulk");
  const { t: say } = useTranslation("fields");
  const id = useId();
  const fields = entity.fields.filter(
    (field) => mayEditInPlace(entity, field, types) && !field.unique,
  );
  const [key, setKey] = useState("");
  const [value, setValue] = useState<FieldValue>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const field = fields.find((one) => one.key === key);
  const type = field && types.of(field);

  function apply() {
    if (!field || !type) return;
    const wrong = faultOf(value, field, type);
    if (wrong) setProblem(say(wrong.key, wrong.places ?? {}));
    else onChange(field, value);
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={t("changeTitle", { count: number(count) })}
      footer={
        <Button type="primary" disabled={!field} onClick={apply}>
          {t("changeNow", { count: number(count) })}
        </Button>
      }
    >
      <div className="dg-bulk-form">
        <label htmlFor={`${id}-field`}>{t("field")}</label>
        <NativeSelect
          id={`${id}-field`}
          value={key}
          onChange={(event) => {
            setKey(event.target.value);
            setValue(null);
            setProblem(null);
          }}
        >
          <option value="">{t("chooseField")}</option>
          {fields.map((one) => (
            <option key={one.key} value={one.key}>
              {labelText(one.label, one.key)}
            </option>
          ))}
        </NativeSelect>
        {field && type && (
          <>
            <label htmlFor={id}>{t("value")}</label>
            <type.Input
              id={id}
              field={field}
              value={value}
              isInvalid={problem !== null}
              isRequired={field.required === true}
              describedBy={problem ? `${id}-problem` : undefined}
              onChange={(next) => {
                setValue(next);
                setProblem(null);
              }}
            />
            {problem && (
              <p id={`${id}-problem`} role="alert" className="dg-field-problem">
                {problem}
              </p>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

interface ReportDialogProps {
  entity: EntityMetadata;
  types: FieldTypes;
  report: BulkReport;
  onClose: () => void;
}

/** Which records were refused, each with the reason and the way to it. */
export function ReportDialog({ entity, types, report, onClose }: ReportDialogProps) {
  const { t } = useTranslation("bulk");
  return (
    <Dialog isOpen onClose={onClose} shape="sheet" title={t("report")}>
      <p>
        {t("reportText", {
          done: number(report.done.length),
          refused: number(report.refused.length),
        })}
      </p>
      <ul className="dg-bulk-report">
        {report.refused.map(({ record, reason }) => (
          <li key={record.id}>
            <RecordAnchor entity={entity.key} id={record.id}>
              {recordTitle(entity, record, types)}
            </RecordAnchor>
            <p>{reason}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
