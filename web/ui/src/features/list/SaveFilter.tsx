import { type EntityMetadata, saveFilter } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { randomKey } from "@dougong/kit/lib";
import { Dialog, showToast, TextInput } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useState } from "react";
import type { ListState } from "./listState.ts";

export interface SaveFilterProps {
  entity: EntityMetadata;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
}

/** Keeps the present filter, columns and order under a name. */
export function SaveFilter(props: SaveFilterProps) {
  const { t } = useTranslation("web");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button type="link" size="small" onClick={() => setIsOpen(true)}>
        {t("filter.save")}
      </Button>
      {isOpen && <SaveDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function SaveDialog(props: SaveFilterProps & { onClose: () => void }) {
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
