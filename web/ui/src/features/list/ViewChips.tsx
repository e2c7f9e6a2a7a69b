import {
  deleteSavedFilter,
  type EntityMetadata,
  type SavedFilter,
  saveFilter,
  type ViewMetadata,
} from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { randomKey } from "@dougong/kit/lib";
import { Dialog, showToast, TextInput } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useState } from "react";
import type { ListState } from "./listState.ts";

export interface ViewChipsProps {
  entity: EntityMetadata;
  views: ViewMetadata[];
  saved: SavedFilter[];
  state: ListState;
  activeView: string | undefined;
  onChange: (change: Partial<ListState>) => void;
}

/** Views of the app, filters that were saved, and the way to save the present one. */
export function ViewChips({ entity, views, saved, state, activeView, onChange }: ViewChipsProps) {
  const { t } = useTranslation("web");
  const queries = useQueryClient();
  const [isSaving, setIsSaving] = useState(false);
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
  if (views.length < 2 && saved.length === 0 && !state.filter) return null;
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
      {state.filter && (
        <Button type="link" size="small" onClick={() => setIsSaving(true)}>
          {t("filter.save")}
        </Button>
      )}
      {isSaving && (
        <SaveDialog
          entity={entity}
          state={state}
          onClose={() => setIsSaving(false)}
          onChange={onChange}
        />
      )}
    </div>
  );
}

function SaveDialog(
  props: Pick<ViewChipsProps, "entity" | "state" | "onChange"> & { onClose: () => void },
) {
  const { entity, state } = props;
  const { t } = useTranslation("web");
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [isShared, setIsShared] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return;
    try {
      const kept = await saveFilter({
        id: randomKey(),
        entity: entity.key,
        name: name.trim(),
        filter: state.filter,
        columns: state.columns,
        sort: state.sort.split(",").filter(Boolean),
        shared: isShared,
      });
      await queries.invalidateQueries({ queryKey: ["saved-filters", entity.key] });
      props.onChange({ filter: "", sort: "", columns: [], view: "", saved: kept?.id ?? "" });
      props.onClose();
    } catch (error) {
      showToast({
        text: error instanceof Error && error.message ? error.message : t("failed"),
        tone: "error",
      });
    }
  }

  return (
    <Dialog isOpen onClose={props.onClose} title={t("filter.save")}>
      <form className="dg-save-filter" onSubmit={(event) => void save(event)}>
        <label>
          {t("filter.name")}
          <TextInput
            value={name}
            maxLength={40}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className="dg-check">
          <input
            type="checkbox"
            checked={isShared}
            onChange={(event) => setIsShared(event.target.checked)}
          />
          {t("filter.share")}
        </label>
        <Button type="primary" htmlType="submit" disabled={!name.trim()}>
          {t("filter.saveNow")}
        </Button>
      </form>
    </Dialog>
  );
}
