import type { FieldMetadata } from "@dougong/kit/api";
import {
  asList,
  asObject,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  type FieldValue,
  operators,
  useFieldServices,
} from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { RowCards } from "./RowCards.tsx";
import { RowGrid } from "./RowGrid.tsx";
import { rowFields, rowsOf } from "./rows.ts";
import { RowsShown } from "./RowsShown.tsx";
import "./table.css";

/** Rows below a record: a grid on PCs, cards with a sheet on phones. */
function TableInput(props: FieldInputProps) {
  const isPhone = useIsPhone();
  const { compute } = useFieldServices();
  const rows = rowsOf(props.value).map((row) => ({
    ...row,
    ...compute(row, rowFields(props.field)),
  }));
  const Rows = isPhone ? RowCards : RowGrid;
  return <Rows {...props} rows={rows} />;
}

function RowCount({ value }: FieldDisplayProps) {
  const { t } = useTranslation("form");
  return <>{t("table.count", { count: rowsOf(value).length })}</>;
}

const readOf = (
  json: unknown,
  field: FieldMetadata,
  read: (json: unknown, field: FieldMetadata) => FieldValue,
) => {
  if (!Array.isArray(json)) return null;
  return json.map((row: Record<string, unknown>) => ({
    ...(typeof row["id"] === "string" ? { id: row["id"] } : {}),
    ...Object.fromEntries(rowFields(field).map((one) => [one.key, read(row[one.key], one)])),
  }));
};

export default {
  id: "table",
  Input: TableInput,
  Display: RowsShown,
  Cell: RowCount,
  isWide: true,
  isGroup: true,
  width: 90,
  readInner: readOf,
  writeInner: (value, field, write, isComputed) =>
    asList(value).map((one) => {
      const row = asObject(one) ?? {};
      const entered = rowFields(field).filter((inner) => !isComputed(inner));
      return {
        ...(typeof row["id"] === "string" ? { id: row["id"] } : {}),
        ...Object.fromEntries(
          entered.map((inner) => [inner.key, write(row[inner.key] ?? null, inner)]),
        ),
      };
    }),
  text: (value) => String(rowsOf(value).length),
  operators: operators.presence,
} satisfies FieldTypeDefinition;
