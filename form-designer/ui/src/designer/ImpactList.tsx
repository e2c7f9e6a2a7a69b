import { labelText, useTranslation } from "@dougong/kit/i18n";
import type { Impact, Use, UsingDocument } from "./impact.ts";

interface ImpactListProps {
  impact: Impact;
  /** Those that are shown; all without it. */
  documents?: readonly UsingDocument[];
  of?: "field" | "entity";
}

/** How many records have a value, and which documents name the field and what they do with it. */
export function ImpactList(props: ImpactListProps) {
  const { t } = useTranslation("designer");
  const { impact, documents = impact.documents, of = "field" } = props;
  const { records, others } = impact;
  const counted = records?.more ? "impact.more" : "impact.records";
  return (
    <div className="dg-impact">
      <p>
        {records
          ? t(of === "entity" ? `${counted}OfEntity` : counted, records)
          : t("impact.uncounted")}
      </p>
      {documents.length === 0 && others.length === 0 && <p>{t("impact.nothing")}</p>}
      <ul>
        {documents.map((one) => (
          <li key={`${one.kind} ${one.key}`}>
            <strong>
              {t(`impact.kind.${one.kind}`, { defaultValue: one.kind })}
              {" · "}
              {labelText(one.label, one.key)}
            </strong>
            {one.draftBy && <em> {t("impact.draftBy", { name: one.draftBy })}</em>}
            <ul>
              {one.uses.map((use) => (
                <li key={`${use.pointer} ${use.draft}`}>
                  <UseLine use={use} />
                </li>
              ))}
            </ul>
          </li>
        ))}
        {others.map((one) => (
          <li key={`${one.kind} ${one.key}`}>
            <strong>{t(`impact.other.${one.kind}`, { count: one.count, name: one.name })}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where in the document, by the words for its parts; expressions as they are written. */
function UseLine({ use }: { use: Use }) {
  const { t } = useTranslation("designer");
  const { t: words } = useTranslation("design");
  const parts = use.pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .filter((part) => part !== use.text)
    .map((part) =>
      /^\d+$/.test(part)
        ? `${Number(part) + 1}`
        : words(`property.${part}`, { defaultValue: part }),
    );
  return (
    <>
      {parts.join(" › ")}
      {use.expression && (
        <>
          {": "}
          <code>{use.text}</code>
        </>
      )}
      {use.draft && <em> {t("impact.inDraft")}</em>}
    </>
  );
}
