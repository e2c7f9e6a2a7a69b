import {
  deleteSavedFilter,
  type EntityMetadata,
  type SavedFilter,
  saveFilter,
  type ViewMetadata,
} from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import type { ListState } from "./listState.ts";

export interface ViewChipsProps {
  entity: EntityMetadata;
  views: ViewMetadata[];
  saved: SavedFilter[];
  state: ListState;
  activeView: string | undefined;
  onChange: (change: Partial<ListState>) => void;
}

/** Views of the app and filters that were saved. */
export function ViewChips({ entity, views, saved, state, activeView, onChange }: ViewChipsProps) {
  const { t } = useTranslation("web");
  const queries = useQueryClient();
  const reset = { filter: "", sort: "", columns: [], view: "", saved: "" };
  const forget = async (filter: SavedFilter) => {
    await deleteSavedFilter(filter.id);
    await queries.invalidateQueries({ queryKey: ["saved-filters", entity.key] });
    onChange(reset);
    showToast({
      text: t("filter.deleted", { name: filter.name }),
      action: {
        text: t("undo"),
        run: () =>
          void saveFilter(filter).then(() =>
            queries.invalidateQueries({ queryKey: ["saved-filters", entity.key] }),
          ),
      },
    });
  };
  if (views.length < 2 && saved.length === 0) return null;
  return (
    <div className="dg-view-chips" role="group" aria-label={t("list.views")}>
      {views.length > 1 &&
        views.map((view) => (
          <button
            key={view.key}
            type="button"
            className="dg-view-chip"
            aria-pressed={view.key === activeView}
            onClick={() => onChange({ ...reset, view: view.key })}
          >
            {labelText(view.label, view.key)}
          </button>
        ))}
      {saved.map((filter) => (
        <span key={filter.id} className="dg-view-saved">
          <button
            type="button"
            className="dg-view-chip"
            aria-pressed={filter.id === state.saved}
            onClick={() => onChange({ ...reset, saved: filter.id })}
          >
            ★ {filter.name}
          </button>
          {filter.id === state.saved && filter.own !== false && (
            <button
              type="button"
              className="dg-view-forget"
              aria-label={t("filter.delete", { name: filter.name })}
              onClick={() => void forget(filter)}
            >
              ×
            </button>
          )}
        </span>
      ))}
    </div>
  );
}
