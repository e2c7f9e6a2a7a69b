import { FilterOutlined, SearchOutlined } from "@ant-design/icons";
import {
  choosableFields,
  type EntityMetadata,
  type ListQuery,
  listRecords,
  useWorkspace,
  type ViewMetadata,
} from "@dougong/kit/api";
import { useFieldTypes } from "@dougong/kit/fields";
import { ConditionText, FilterDialog, readFilter, writeFilter } from "@dougong/kit/filters";
import { formatDecimal, labelText, useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import {
  MenuButton,
  type MenuButtonItem,
  NativeSelect,
  showToast,
  TextInput,
} from "@dougong/kit/ui";
import { Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { ColumnDialog } from "./ColumnDialog.tsx";
import type { Column, ListState } from "./listState.ts";
import { SaveFilter } from "./SaveFilter.tsx";

/** The role that may change documents. */
const administrator = "admin";

export interface ListToolbarProps {
  entity: EntityMetadata;
  state: ListState;
  /** The view that is shown; none where a saved filter is. */
  view: ViewMetadata | undefined;
  words: string;
  columns: Column[];
  query: ListQuery;
  onWords: (words: string) => void;
  onChange: (change: Partial<ListState>) => void;
}

/** Ways to the designers, for those who may design. */
function useDesignItems(entity: EntityMetadata, view: ViewMetadata | undefined): MenuButtonItem[] {
  const { t } = useTranslation("web");
  const navigate = useNavigate();
  const { metadata, session } = useWorkspace();
  if (!session.roles.includes(administrator)) return [];
  return [
    ...metadata.forms(entity.key).map((form) => ({
      key: `design ${form.key}`,
      label: t("list.designForm", { form: labelText(form.label, form.key) }),
      run: () => void navigate(`/design/form/${form.key}`),
    })),
    ...(view
      ? [
          {
            key: "designView",
            label: t("list.designView", { view: labelText(view.label, view.key) }),
            run: () => void navigate(`/design/view/${view.key}`),
          },
        ]
      : []),
    {
      key: "newView",
      label: t("list.newView"),
      run: () => void navigate(`/design/view/new?entity=${entity.key}`),
    },
    {
      key: "newEntity",
      label: t("list.newEntity"),
      run: () => void navigate("/design/entity/new"),
    },
    {
      key: "newChart",
      label: t("list.newChart"),
      run: () => void navigate(`/design/report/new?entity=${entity.key}`),
    },
    {
      key: "newWorkflow",
      label: t("list.newWorkflow"),
      run: () => void navigate(`/design/workflow/new?entity=${entity.key}`),
    },
    {
      key: "workflows",
      label: t("list.workflows"),
      run: () => void navigate("/design/workflows"),
    },
    {
      key: "segments",
      label: t("list.segments"),
      run: () => void navigate("/design/segments"),
    },
    {
      key: "messages",
      label: t("list.messages"),
      run: () => void navigate("/admin/messages"),
    },
    {
      key: "people",
      label: t("list.people"),
      run: () => void navigate("/admin/people"),
    },
    {
      key: "audit",
      label: t("list.audit"),
      run: () => void navigate("/admin/audit"),
    },
    {
      key: "packages",
      label: t("list.packages"),
      run: () => void navigate("/admin/packages"),
    },
  ];
}

export function ListToolbar(props: ListToolbarProps) {
  const { entity, state, query, onChange } = props;
  const { t } = useTranslation("web");
  const { t: tFilters } = useTranslation("filters");
  const isPhone = useIsPhone();
  const types = useFieldTypes();
  const [open, setOpen] = useState<"filter" | "columns" | null>(null);
  const parts = readFilter(state.filter, entity, types);
  const more = useMoreItems(entity, props.view, query, () => setOpen("columns"));
  return (
    <>
      <div className="dg-toolbar">
        <search className="dg-toolbar-search dg-input-with">
          <SearchOutlined aria-hidden />
          <TextInput
            type="search"
            value={props.words}
            aria-label={t("list.search")}
            placeholder={t("list.searchHint")}
            onChange={(event) => props.onWords(event.target.value)}
          />
        </search>
        <Button icon={<FilterOutlined aria-hidden />} onClick={() => setOpen("filter")}>
          {tFilters("filter.title")}
          {parts.length > 0 && ` (${parts.length})`}
        </Button>
        {isPhone && <SortSelect {...props} />}
        <ListCount key={JSON.stringify(query)} entity={entity.key} query={query} />
        <MenuButton label={t("list.more")} items={more}>
          ⋯
        </MenuButton>
      </div>
      {parts.length > 0 && (
        <div className="dg-condition-chips">
          {parts.map((part, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- conditions have no other identity
            <span key={at} className="dg-tag">
              {"text" in part ? (
                <code>{part.text}</code>
              ) : (
                <span>
                  <ConditionText entity={entity} condition={part.condition} />
                </span>
              )}
              <button
                type="button"
                aria-label={tFilters("filter.remove")}
                onClick={() => {
                  const rest = parts.filter((_, place) => place !== at);
                  onChange({ filter: writeFilter(rest, entity, types) });
                }}
              >
                ×
              </button>
            </span>
          ))}
          <SaveFilter
            entity={entity}
            state={{ ...state, sort: query.sort ?? "" }}
            onChange={onChange}
          />
        </div>
      )}
      {open === "filter" && (
        <FilterDialog
          entity={entity}
          filter={state.filter}
          onApply={(filter) => onChange({ filter })}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "columns" && (
        <ColumnDialog
          entity={entity}
          columns={props.columns.map((column) => column.key)}
          onApply={(columns) => onChange({ columns })}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

/** What is done seldom, behind the three dots. */
function useMoreItems(
  entity: EntityMetadata,
  view: ViewMetadata | undefined,
  query: ListQuery,
  onColumns: () => void,
) {
  const { t } = useTranslation("web");
  const navigate = useNavigate();
  return [
    { key: "columns", label: t("list.columns"), run: onColumns },
    {
      key: "recycleBin",
      label: t("shell.recycleBin"),
      run: () => void navigate(`/recycle-bin?entity=${entity.key}`),
    },
    ...(entity.rights?.update === false
      ? []
      : [
          {
            key: "duplicates",
            label: t("list.duplicates"),
            run: () => void navigate(`/data/${entity.key}/duplicates`),
          },
        ]),
    ...useDesignItems(entity, view),
    ...(entity.rights?.import && (entity.rights.create || entity.rights.update)
      ? [
          {
            key: "import",
            label: t("list.import"),
            run: () => void navigate(`/data/${entity.key}/import`),
          },
        ]
      : []),
    ...(entity.rights?.export
      ? [{ key: "export", label: t("list.export"), run: () => exportList(entity.key, query) }]
      : []),
  ];
}

function SortSelect({ entity, state, query, onChange }: ListToolbarProps) {
  const { t } = useTranslation("web");
  const types = useFieldTypes();
  const sortable = choosableFields(entity).filter((field) => types.looks(field).type.isSortable);
  const [first = ""] = (state.sort || query.sort || "").split(",");
  return (
    <NativeSelect
      className="dg-toolbar-sort"
      aria-label={t("list.sort")}
      value={first}
      onChange={(event) => onChange({ sort: event.target.value })}
    >
      <option value="">{t("list.sort")}</option>
      {sortable.flatMap((field) => {
        const label = labelText(field.label, field.key);
        return [
          <option key={field.key} value={field.key}>{`${label} ↑`}</option>,
          <option key={`-${field.key}`} value={`-${field.key}`}>{`${label} ↓`}</option>,
        ];
      })}
    </NativeSelect>
  );
}

/** Counting costs the server, so it is done only when somebody wants to know. */
function ListCount({ entity, query }: { entity: string; query: ListQuery }) {
  const { t } = useTranslation("web");
  const [count, setCount] = useState<number | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  async function ask() {
    setIsBusy(true);
    try {
      const page = await listRecords(entity, { ...query, limit: 1, count: true });
      setCount(page.count ?? null);
    } catch {
      showToast({ text: t("failed"), tone: "error" });
    }
    setIsBusy(false);
  }
  if (count !== null) {
    return (
      <output className="dg-toolbar-count">
        {t("list.count", { count: formatDecimal(String(count)) as never })}
      </output>
    );
  }
  return (
    <Button type="text" loading={isBusy} onClick={() => void ask()}>
      {t("list.askCount")}
    </Button>
  );
}

function exportList(entity: string, query: ListQuery): void {
  const parameters = new URLSearchParams({ format: "xlsx" });
  for (const name of ["filter", "sort", "q", "fields"] as const) {
    const value = query[name];
    if (value) parameters.set(name, value);
  }
  window.location.assign(`/api/data/${entity}/export?${parameters.toString()}`);
}
