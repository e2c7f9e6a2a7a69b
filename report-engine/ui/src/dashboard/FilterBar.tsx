import { FilterOutlined } from "@ant-design/icons";
import { useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { useState } from "react";
import type { DashboardAddress } from "./address.ts";
import type { Choice, SharedFilter } from "./api.ts";
import { ChoiceText } from "./ChoiceText.tsx";
import { FilterDialog } from "./FilterDialog.tsx";
import { useNamedFilter } from "./words.ts";
import "./FilterBar.css";

interface FilterBarProps {
  filters: readonly SharedFilter[];
  address: DashboardAddress;
}

/** The filters that the tiles share; each says what it lets through. */
export function FilterBar({ filters, address }: FilterBarProps) {
  const { t } = useTranslation("report");
  const [edited, setEdited] = useState<SharedFilter | null>(null);
  if (filters.length === 0) return null;
  const choiceOf = (filter: SharedFilter) =>
    address.choices.find(
      (choice) => choice.entity === filter.entity && choice.field === filter.field,
    );
  return (
    <div className="dg-filters" role="group" aria-label={t("filter.title")}>
      {filters.map((filter) => (
        <FilterChip
          key={`${filter.entity}.${filter.field}`}
          filter={filter}
          choice={choiceOf(filter)}
          onEdit={() => setEdited(filter)}
          onClear={() => address.choose(filter, null)}
        />
      ))}
      {address.choices.length > 1 && (
        <Button type="link" size="small" onClick={address.clear}>
          {t("filter.clear")}
        </Button>
      )}
      {edited && (
        <FilterDialog
          filter={edited}
          choice={choiceOf(edited)}
          onClose={() => setEdited(null)}
          onChoose={(choice) => {
            setEdited(null);
            address.choose(edited, choice);
          }}
        />
      )}
    </div>
  );
}

interface FilterChipProps {
  filter: SharedFilter;
  choice: Choice | undefined;
  onEdit: () => void;
  onClear: () => void;
}

function FilterChip({ filter, choice, onEdit, onClear }: FilterChipProps) {
  const { t } = useTranslation("report");
  const named = useNamedFilter(filter);
  if (!named) return null;
  return (
    <span className={choice ? "dg-filter-chip dg-filter-set" : "dg-filter-chip"}>
      <button type="button" aria-haspopup="dialog" onClick={onEdit}>
        <FilterOutlined aria-hidden />
        {choice ? (
          <ChoiceText choice={choice} />
        ) : (
          t("filter.said", { name: named.name, values: t("filter.all") })
        )}
      </button>
      {choice && (
        <button
          type="button"
          className="dg-filter-clear"
          aria-label={t("filter.remove", { name: named.name })}
          onClick={onClear}
        >
          ×
        </button>
      )}
    </span>
  );
}
