import { type EntityMetadata, listRecords, type ViewMetadata } from "@dougong/kit/api";
import { FieldDisplay, useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useDebounced } from "@dougong/kit/lib";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { viewTypeOf } from "../runtime/viewTypes.ts";
import type { ViewDraft } from "./viewModel.ts";

const shownRecords = 12;

/** The view with the records of now, drawn by what draws it for staff where it has a type. */
export function ViewPreview({ draft, entity }: { draft: ViewDraft; entity: EntityMetadata }) {
  const { t } = useTranslation("designer");
  const settled = useDebounced(draft.view, 400);
  const view = settled as unknown as ViewMetadata;
  const type = viewTypeOf(view);
  const keys = settled.columns.map(({ field }) => field);
  const query = {
    ...(settled.filter ? { filter: settled.filter } : {}),
    ...(settled.sort ? { sort: settled.sort.join() } : {}),
    fields: [...new Set([entity.title ?? "", ...keys])].filter(Boolean).join(),
  };
  return (
    <section className="dg-view-preview" aria-label={t("view.preview")}>
      {type ? (
        <div inert>
          <Suspense fallback={<Bones lines={8} />}>
            <type.View key={JSON.stringify(settled)} entity={entity} view={view} query={query} />
          </Suspense>
        </div>
      ) : (
        <Records entity={entity} keys={keys} query={query} />
      )}
    </section>
  );
}

interface RecordsProps {
  entity: EntityMetadata;
  keys: readonly string[];
  query: { filter?: string; sort?: string; fields: string };
}

function Records({ entity, keys, query }: RecordsProps) {
  const { t } = useTranslation("designer");
  const types = useFieldTypes();
  const page = useQuery({
    queryKey: ["design", "view-records", entity.key, query],
    queryFn: ({ signal }) => listRecords(entity.key, { ...query, limit: shownRecords }, signal),
    placeholderData: (before) => before,
    retry: false,
  });
  const columns = keys.flatMap((key) => entity.fields.find((field) => field.key === key) ?? []);
  if (page.error) return <ErrorState error={page.error} onRetry={() => void page.refetch()} />;
  if (!page.data) return <Bones lines={8} />;
  return (
    <table className="dg-view-table">
      <caption>{t("view.first", { count: page.data.items.length })}</caption>
      <thead>
        <tr>
          {columns.map((field) => (
            <th key={field.key} scope="col">
              {labelText(field.label, field.key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {page.data.items.map((record) => (
          <tr key={record.id}>
            {columns.map((field) => (
              <td key={field.key}>
                <FieldDisplay field={field} value={types.read(record[field.key], field)} isShort />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
