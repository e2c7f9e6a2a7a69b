import { useWorkspace } from "@dougong/kit/api";
import { useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextArea, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { type InLine, noInLine, noOutLine, type OutLine } from "./draft.ts";
import { Labelled, PlaceInput } from "./PlaceInput.tsx";
import type { Place } from "./sample.ts";

interface MappingProps<T> {
  /** Key of the entity. */
  entity: string;
  lines: readonly T[];
  places: readonly Place[];
  onChange: (lines: T[]) => void;
}

const units = ["text", "hundredths", "seconds", "milliseconds"] as const;

/** Rows and files do not come from elsewhere. */
const notExchanged = new Set(["table", "file", "image", "signature"]);

const replaced = <T,>(lines: readonly T[], at: number, part: Partial<T>): T[] =>
  lines.map((line, place) => (place === at ? { ...line, ...part } : line));

const without = <T,>(lines: readonly T[], at: number): T[] =>
  lines.filter((_, place) => place !== at);

function useFields(entity: string) {
  const { metadata } = useWorkspace();
  return metadata.entity(entity)?.fields ?? [];
}

/** Which field gets what. */
export function InMapping({ entity, lines, places, onChange }: MappingProps<InLine>) {
  const { t } = useTranslation("syncs");
  const types = useFieldTypes();
  const fields = useFields(entity).filter(
    (field) => !types.isComputed(field) && !notExchanged.has(field.type),
  );
  return (
    <div>
      <h3>{t("mapping")}</h3>
      {lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no other identity
        <div key={at} className="dg-syncs-line">
          <PlaceInput
            label={t("from")}
            value={line.from}
            places={places}
            onChange={(from) => onChange(replaced(lines, at, { from }))}
          />
          <Labelled label={t("field")}>
            {(id) => (
              <NativeSelect
                id={id}
                value={line.field}
                onChange={({ target }) => onChange(replaced(lines, at, { field: target.value }))}
              >
                <option value="">{t("choose")}</option>
                {fields.map(({ key, label }) => (
                  <option key={key} value={key}>
                    {labelText(label, key)}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Labelled>
          <Labelled label={t("as")}>
            {(id) => (
              <NativeSelect
                id={id}
                value={line.as}
                onChange={({ target }) => onChange(replaced(lines, at, { as: target.value }))}
              >
                {units.map((one) => (
                  <option key={one} value={one}>
                    {t(`units.${one}`)}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Labelled>
          <WordsInput
            value={line.values}
            onChange={(values) => onChange(replaced(lines, at, { values }))}
          />
          <Button
            aria-label={`${t("removeLine")} ${line.from}`}
            onClick={() => onChange(without(lines, at))}
          >
            {t("removeLine")}
          </Button>
        </div>
      ))}
      <Button disabled={entity === ""} onClick={() => onChange([...lines, noInLine])}>
        {t("addLine")}
      </Button>
    </div>
  );
}

/** What is sent. */
export function OutMapping({ entity, lines, places, onChange }: MappingProps<OutLine>) {
  const { t } = useTranslation("syncs");
  const fields = useFields(entity);
  return (
    <div>
      <h3>{t("outMapping")}</h3>
      <datalist id="dg-syncs-fields">
        {fields.map(({ key, label }) => (
          <option key={key} value={key}>
            {labelText(label, key)}
          </option>
        ))}
      </datalist>
      {lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no other identity
        <div key={at} className="dg-syncs-line">
          <Labelled label={t("value")}>
            {(id) => (
              <TextInput
                id={id}
                value={line.value}
                list="dg-syncs-fields"
                placeholder="name"
                onChange={({ target }) => onChange(replaced(lines, at, { value: target.value }))}
              />
            )}
          </Labelled>
          <PlaceInput
            label={t("to")}
            value={line.to}
            places={places}
            onChange={(to) => onChange(replaced(lines, at, { to }))}
          />
          <WordsInput
            value={line.values}
            onChange={(values) => onChange(replaced(lines, at, { values }))}
          />
          <Button
            aria-label={`${t("removeLine")} ${line.to}`}
            onClick={() => onChange(without(lines, at))}
          >
            {t("removeLine")}
          </Button>
        </div>
      ))}
      <Button disabled={entity === ""} onClick={() => onChange([...lines, noOutLine])}>
        {t("addLine")}
      </Button>
    </div>
  );
}

function WordsInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation("syncs");
  return (
    <Labelled label={t("values")}>
      {(id) => (
        <TextArea
          id={id}
          rows={value.includes("\n") ? 3 : 1}
          value={value}
          placeholder="PAID=paid"
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Labelled>
  );
}
