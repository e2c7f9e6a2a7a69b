import type { EntityMetadata } from "@dougong/kit/api";
import { optionText, useFieldTypes } from "@dougong/kit/fields";
import { ConditionText, readFilter } from "@dougong/kit/filters";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Fragment } from "react";
import { type Deed, deedsOf, literalShape, readLiteral, type RuleDocument } from "./rules.ts";

interface RuleSentenceProps {
  entity: EntityMetadata;
  rule: RuleDocument;
}

/** A rule as people say it: 当【运营商 是 移动】时，显示【第二卡槽】。 */
export function RuleSentence({ entity, rule }: RuleSentenceProps) {
  const { t } = useTranslation("designer");
  const types = useFieldTypes();
  const parts = readFilter(rule.when, entity, types);
  const deeds = deedsOf(rule);
  return (
    <>
      {t("rule.when")}{" "}
      {parts.map((part, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- conditions have no other identity
        <Fragment key={at}>
          {at > 0 && ` ${t("rule.and")} `}
          {"text" in part ? (
            <code>{part.text}</code>
          ) : (
            <b>
              <ConditionText entity={entity} condition={part.condition} />
            </b>
          )}
        </Fragment>
      ))}
      {parts.length === 0 && <b>…</b>}
      {t("rule.then")}
      {deeds.map((deed, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- deeds have no other identity
        <Fragment key={at}>
          {at > 0 && t("rule.comma")}
          <DeedText entity={entity} deed={deed} />
        </Fragment>
      ))}
      {deeds.length === 0 && "…"}
    </>
  );
}

function DeedText({ entity, deed }: { entity: EntityMetadata; deed: Deed }) {
  const { t } = useTranslation("designer");
  const types = useFieldTypes();
  const field = entity.fields.find((one) => one.key === deed.field);
  const name = labelText(field?.label, deed.field);
  const optionOf = (value: string) => (field ? optionText(field, value) : value);
  if (deed.kind === "offer") {
    const values = deed.values.map(optionOf).join(t("rule.list"));
    return (
      <>
        <b>{name}</b> {t("rule.offer", { values })}
      </>
    );
  }
  if (deed.kind !== "set") {
    return (
      <>
        {t(`rule.${deed.kind}`)} <b>{name}</b>
      </>
    );
  }
  const shape = literalShape(field, types);
  const value = readLiteral(deed.value, shape);
  return (
    <>
      <b>{name}</b> {t("rule.set")}{" "}
      {value === null ? (
        <code>{deed.value}</code>
      ) : (
        <b>{shape === "boolean" ? t(`rule.${value || "false"}`) : optionOf(value)}</b>
      )}
    </>
  );
}
