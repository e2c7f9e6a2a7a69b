import { groupSections } from "@dougong/form";
import {
  type EntityMetadata,
  type FieldMetadata,
  ownFields,
  type RecordJson,
} from "@dougong/kit/api";
import { asLink, FieldDisplay, isBlank, plainValue, useFieldTypes } from "@dougong/kit/fields";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { useState } from "react";

/** The record by its groups; empty fields stay out of the way until they are asked for. */
export function Facts({ entity, record }: { entity: EntityMetadata; record: RecordJson }) {
  const { t } = useTranslation("web");
  const types = useFieldTypes();
  const [showsAll, setShowsAll] = useState(false);
  const valueOf = (field: FieldMetadata) => types.read(record[field.key], field);
  const sections = groupSections(entity, t("record.other")).map((section) => {
    const fields = section.fields.map(({ field }) => ({ field, value: valueOf(field) }));
    return {
      ...section,
      fields: showsAll ? fields : fields.filter(({ value }) => !isBlank(value)),
    };
  });
  const hasHidden = ownFields(entity).some((field) => isBlank(valueOf(field)));
  return (
    <div className="dg-facts">
      {sections
        .filter((section) => section.fields.length > 0)
        .map((section) => (
          <section key={section.key} className="dg-panel">
            {labelText(section.label) && <h2>{labelText(section.label)}</h2>}
            <dl className="dg-fact-grid">
              {section.fields.map(({ field, value }) => (
                <div
                  key={field.key}
                  className={types.of(field).isWide ? "dg-fact dg-fact-wide" : "dg-fact"}
                >
                  <dt>{labelText(field.label, field.key)}</dt>
                  <dd>
                    <FieldDisplay field={field} value={value} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      <footer className="dg-fact-foot">
        {hasHidden && (
          <button type="button" onClick={() => setShowsAll(!showsAll)}>
            {t(showsAll ? "record.hideEmpty" : "record.showEmpty")}
          </button>
        )}
        <SystemFacts record={record} />
      </footer>
    </div>
  );
}

function SystemFacts({ record }: { record: RecordJson }) {
  const { t } = useTranslation("web");
  const name = (value: unknown) => asLink(plainValue(value))?.label ?? "";
  const facts = [
    record.owner && `${t("record.owner")} ${name(record.owner)}`,
    record.orgUnit && name(record.orgUnit),
    record.createdAt &&
      t("record.created", { at: formatInstant(record.createdAt), by: name(record.createdBy) }),
    record.updatedAt &&
      t("record.updated", { at: formatInstant(record.updatedAt), by: name(record.updatedBy) }),
  ].filter(Boolean);
  return <p>{facts.join(" · ")}</p>;
}
