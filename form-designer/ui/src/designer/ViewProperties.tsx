import type { EntityMetadata, FieldMetadata } from "@dougong/kit/api";
import type { DraftEditing } from "@dougong/kit/designer";
import { useDragItem, useDropPlace } from "@dougong/kit/dnd";
import { useFieldTypes } from "@dougong/kit/fields";
import { ConditionText, FilterDialog, readFilter } from "@dougong/kit/filters";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { Suspense, useId, useState } from "react";
import { viewOffers } from "../runtime/viewTypes.ts";
import type { Labels } from "./model.ts";
import {
  optionsOf,
  setPart,
  setSort,
  setType,
  setWidth,
  sortOf,
  type ViewDraft,
} from "./viewModel.ts";

export interface ViewPropertiesProps {
  editing: DraftEditing<ViewDraft>;
  entity: EntityMetadata;
  chosen: string | null;
  onChoose: (key: string) => void;
  onStep: (key: string, direction: -1 | 1) => void;
  onRemove: (key: string) => void;
}

/** What a view is called, how it shows records, which, and in what order. */
export function ViewProperties(props: ViewPropertiesProps) {
  const { editing } = props;
  const { t } = useTranslation("designer");
  const id = useId();
  const { draft, act } = editing;
  const label = (draft.view["label"] as Labels | undefined) ?? {};
  const rename = (language: "zh" | "en", text: string) =>
    act(
      t("step.rename", { label: text }),
      setPart(draft, "label", { ...label, [language]: text }),
      `label ${language}`,
    );
  return (
    <section className="dg-designer-properties" aria-label={t("properties")}>
      {(["zh", "en"] as const).map((language) => (
        <div key={language}>
          <label htmlFor={`${id}-${language}`}>{t(language === "zh" ? "label" : "labelEn")}</label>
          <TextInput
            id={`${id}-${language}`}
            value={label[language] ?? ""}
            onChange={(event) => rename(language, event.target.value)}
            onBlur={editing.seal}
          />
        </div>
      ))}
      <TypeChoice {...props} />
      <h2>{t("view.columns")}</h2>
      <ol className="dg-view-columns">
        {draft.view.columns.map(({ field }, at) => (
          <ColumnLine key={field} {...props} name={field} place={at} />
        ))}
      </ol>
      <FilterLine {...props} />
      <SortLine {...props} />
    </section>
  );
}

const fieldOf = (entity: EntityMetadata, key: string): FieldMetadata | undefined =>
  entity.fields.find((field) => field.key === key);
const nameOf = (entity: EntityMetadata, key: string) => labelText(fieldOf(entity, key)?.label, key);

function TypeChoice({ editing, entity }: ViewPropertiesProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const types = useFieldTypes();
  const { draft, act } = editing;
  const offers = viewOffers(
    entity.fields.filter((field) => field.system !== true),
    types,
  );
  const { type } = draft.view;
  const shown = offers.find((offer) => offer.type.id === type)?.type;
  return (
    <>
      <label htmlFor={id}>{t("view.shownAs")}</label>
      <NativeSelect
        id={id}
        value={shown?.id ?? ""}
        onChange={(event) => {
          const offer = offers.find((one) => one.type.id === event.target.value);
          const label = offer ? labelText(offer.type.label) : t("view.table");
          act(
            t("step.shownAs", { label }),
            setType(draft, offer?.type.id ?? null, offer?.options ?? {}),
          );
        }}
      >
        <option value="">{t("view.table")}</option>
        {offers.map((offer) => (
          <option key={offer.type.id} value={offer.type.id}>
            {labelText(offer.type.label)}
          </option>
        ))}
      </NativeSelect>
      {shown && (
        <Suspense>
          <shown.Options
            entity={entity}
            options={optionsOf(draft)}
            onChange={(options) =>
              act(
                t("step.shownAs", { label: labelText(shown.label) }),
                setPart(draft, "options", options),
              )
            }
          />
        </Suspense>
      )}
    </>
  );
}

function ColumnLine(props: ViewPropertiesProps & { name: string; place: number }) {
  const { editing, entity, name, chosen, place } = props;
  const { t } = useTranslation("designer");
  const { ref: itemRef, isDragging } = useDragItem(name);
  const { ref: placeRef, isDropTarget } = useDropPlace(`${place}`);
  const label = nameOf(entity, name);
  const isChosen = chosen === name;
  const column = editing.draft.view.columns[place];
  return (
    <li ref={placeRef} className={isDropTarget && !isDragging ? "dg-designer-target" : undefined}>
      <button
        ref={itemRef}
        type="button"
        className="dg-designer-item"
        aria-pressed={isChosen}
        onClick={() => props.onChoose(name)}
      >
        {label}
      </button>
      {isChosen && (
        <div className="dg-view-column">
          <Button
            size="small"
            aria-label={t("view.up", { label })}
            onClick={() => props.onStep(name, -1)}
          >
            ↑
          </Button>
          <Button
            size="small"
            aria-label={t("view.down", { label })}
            onClick={() => props.onStep(name, 1)}
          >
            ↓
          </Button>
          <Button
            size="small"
            aria-label={t("view.out", { label })}
            disabled={editing.draft.view.columns.length < 2}
            onClick={() => props.onRemove(name)}
          >
            ×
          </Button>
          <TextInput
            type="number"
            min={40}
            max={1000}
            step={10}
            aria-label={t("view.width", { label })}
            placeholder={t("view.widthHint")}
            value={column?.width ?? ""}
            onChange={(event) => {
              const width = event.target.value === "" ? undefined : Number(event.target.value);
              editing.act(
                t("step.width", { label }),
                setWidth(editing.draft, name, width),
                `width ${name}`,
              );
            }}
            onBlur={editing.seal}
          />
        </div>
      )}
    </li>
  );
}

function FilterLine({ editing, entity }: ViewPropertiesProps) {
  const { t } = useTranslation("designer");
  const types = useFieldTypes();
  const [isOpen, setIsOpen] = useState(false);
  const filter = editing.draft.view.filter ?? "";
  const parts = readFilter(filter, entity, types);
  return (
    <>
      <h2>{t("view.filter")}</h2>
      {parts.length === 0 && <p>{t("view.noFilter")}</p>}
      {parts.map((part, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- conditions have no other identity
        <p key={at}>
          {"text" in part ? (
            <code>{part.text}</code>
          ) : (
            <ConditionText entity={entity} condition={part.condition} />
          )}
        </p>
      ))}
      <Button onClick={() => setIsOpen(true)}>{t("view.setFilter")}</Button>
      {isOpen && (
        <FilterDialog
          entity={entity}
          filter={filter}
          onApply={(text) =>
            editing.act(
              t("step.filter"),
              setPart(editing.draft, "filter", text === "" ? undefined : text),
            )
          }
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

function SortLine({ editing, entity }: ViewPropertiesProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const types = useFieldTypes();
  const [first = "", ...rest] = sortOf(editing.draft);
  const sortable = entity.fields.filter((field) => types.looks(field).type.isSortable);
  return (
    <>
      <label htmlFor={id}>{t("view.sort")}</label>
      <NativeSelect
        id={id}
        value={first}
        onChange={(event) => {
          const chosen = event.target.value;
          const plain = chosen.replace(/^-/, "");
          const others = rest.filter((one) => one.replace(/^-/, "") !== plain);
          editing.act(
            t("step.sort"),
            setSort(editing.draft, chosen === "" ? [] : [chosen, ...others]),
          );
        }}
      >
        <option value="">{t("view.noSort")}</option>
        {sortable.flatMap(({ key }) => {
          const label = nameOf(entity, key);
          return [
            <option key={key} value={key}>{`${label} ↑`}</option>,
            <option key={`-${key}`} value={`-${key}`}>{`${label} ↓`}</option>,
          ];
        })}
      </NativeSelect>
    </>
  );
}
