import { useWorkspace } from "@dougong/kit/api";
import { type DraftEditing, useRoles } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import type { SharedFilter } from "../dashboard/api.ts";
import { useNamedFilter } from "../dashboard/words.ts";
import { addFilter, type BoardDraft, phoneOrder, removeFilter, setRoles } from "./board.ts";
import { LabelInputs } from "./ColumnProperties.tsx";
import { groupAt, isGroupable } from "./fields.ts";
import type { ReportDocument } from "./model.ts";
import type { BoardDeeds } from "./useBoardDeeds.ts";

export interface BoardPropertiesProps {
  editing: DraftEditing<BoardDraft>;
  deeds: BoardDeeds;
  reports: ReadonlyMap<string, ReportDocument>;
}

/** What can be changed about the chosen tile and the dashboard; every change holds at once. */
export function BoardProperties({ editing, deeds, reports }: BoardPropertiesProps) {
  const { t } = useTranslation("reportDesign");
  const { board, chosen } = deeds;
  return (
    <section className="dg-designer-properties" aria-label={t("properties")}>
      {chosen === null ? (
        <p>{t("board.chosenNone")}</p>
      ) : (
        <TileProperties at={chosen} deeds={deeds} />
      )}
      <h2>{t("board.canvas")}</h2>
      <LabelInputs
        label={board.label ?? {}}
        placeholder={board.key}
        onLabel={(label, language) => {
          const { label: _before, ...rest } = board;
          const after = label ? { ...board, label } : { ...rest, widgets: board.widgets };
          deeds.act(t("step.title"), after as typeof board, `label ${language}`);
        }}
        onLeave={editing.seal}
      />
      <RoleChoice deeds={deeds} />
      <SharedFilters deeds={deeds} reports={reports} />
      <PhoneOrder deeds={deeds} />
    </section>
  );
}

function TileProperties({ at, deeds }: { at: number; deeds: BoardDeeds }) {
  const { t } = useTranslation("reportDesign");
  const canLink = deeds.linkAt(at) !== null;
  return (
    <>
      <h2>{deeds.nameAt(at)}</h2>
      <label className="dg-designer-check">
        <input
          type="checkbox"
          checked={deeds.board.widgets[at]?.click === "filter"}
          disabled={!canLink}
          onChange={(event) => deeds.link(at, event.target.checked)}
        />
        {t("board.link")}
      </label>
      {!canLink && <p>{t("board.cannotLink")}</p>}
    </>
  );
}

/** Who sees it: nobody named means everybody. */
function RoleChoice({ deeds }: { deeds: BoardDeeds }) {
  const { t } = useTranslation("reportDesign");
  const roles = useRoles();
  const { board } = deeds;
  const chosen = board.roles ?? [];
  return (
    <fieldset className="dg-board-roles">
      <legend>{t("board.roles")}</legend>
      <p>{t(chosen.length === 0 ? "board.forAll" : "board.forSome")}</p>
      {roles.data?.map((role) => (
        <label key={role.key} className="dg-designer-check">
          <input
            type="checkbox"
            checked={chosen.includes(role.key)}
            onChange={(event) => {
              const others = chosen.filter((one) => one !== role.key);
              const next = event.target.checked ? [...others, role.key] : others;
              deeds.act(t("step.boardRoles"), setRoles(board, next));
            }}
          />
          {labelText(role.label, role.key)}
        </label>
      ))}
    </fieldset>
  );
}

function SharedFilters({ deeds, reports }: Pick<BoardPropertiesProps, "deeds" | "reports">) {
  const { t } = useTranslation("reportDesign");
  const { metadata } = useWorkspace();
  const { board } = deeds;
  const filters = board.filters ?? [];
  const entities = new Set(
    board.widgets.flatMap(({ report }) => reports.get(report)?.entity ?? []),
  );
  const possible = [...entities].flatMap((key) => {
    const group = groupAt(metadata, key, "");
    return (group?.fields ?? [])
      .filter(({ field }) => isGroupable(field))
      .map((choice) => ({
        entity: key,
        field: choice.path,
        name: `${group?.name} · ${choice.name}`,
      }));
  });
  const records = [...entities].map((entity) => ({
    entity,
    field: "id",
    name: labelText(metadata.entity(entity)?.label, entity),
  }));
  const items = [...records, ...possible].filter(
    (one) => !filters.some((own) => own.entity === one.entity && own.field === one.field),
  );
  return (
    <>
      <h2>{t("board.filters")}</h2>
      <ul className="dg-board-list">
        {filters.map((filter, at) => (
          <FilterItem
            key={`${filter.entity}.${filter.field}`}
            filter={filter}
            onRemove={() => deeds.act(t("step.removeFilter"), removeFilter(board, at))}
          />
        ))}
      </ul>
      <NativeSelect
        aria-label={t("board.addFilter")}
        value=""
        disabled={items.length === 0}
        onChange={(event) => {
          const item = items[Number(event.target.value)];
          if (item) deeds.act(t("step.addFilter"), addFilter(board, item));
        }}
      >
        <option value="">{t("board.addFilter")}</option>
        {items.map(({ entity, field, name }, at) => (
          <option key={`${entity}.${field}`} value={at}>
            {name}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}

function FilterItem({ filter, onRemove }: { filter: SharedFilter; onRemove: () => void }) {
  const { t } = useTranslation("reportDesign");
  const name = useNamedFilter(filter)?.name ?? `${filter.entity}.${filter.field}`;
  return (
    <li>
      <span>{name}</span>
      <button type="button" aria-label={t("board.removeFilter", { name })} onClick={onRemove}>
        ×
      </button>
    </li>
  );
}

function PhoneOrder({ deeds }: { deeds: BoardDeeds }) {
  const { t } = useTranslation("reportDesign");
  const order = phoneOrder(deeds.board);
  if (order.length < 2) return null;
  return (
    <>
      <h2>{t("board.phone")}</h2>
      <ol className="dg-board-list">
        {order.map((at, place) => {
          const name = deeds.nameAt(at);
          return (
            <li key={at}>
              <span>{name}</span>
              <button
                type="button"
                disabled={place === 0}
                aria-label={t("board.phoneUp", { name })}
                onClick={() => deeds.stepOnPhone(at, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                disabled={place === order.length - 1}
                aria-label={t("board.phoneDown", { name })}
                onClick={() => deeds.stepOnPhone(at, 1)}
              >
                ↓
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
}
