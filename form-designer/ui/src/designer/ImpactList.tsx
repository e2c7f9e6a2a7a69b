import { useWorkspace } from "@dougong/kit/api";
import { namesIn, pathInWords, type Words } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import type { Impact, Use, UsingDocument } from "./impact.ts";
import "./impact.css";

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
                  <UseLine use={use} document={one} />
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
function UseLine({ use, document }: { use: Use; document: UsingDocument }) {
  const { t } = useTranslation("designer");
  const words = useWords(document);
  const last = use.path.findLastIndex((part) => part !== use.text && part !== "field");
  return (
    <>
      {pathInWords(use.path.slice(0, last + 1), words)}
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

/** Words for what a document names: for the fields of an entity where it is one, for entities. */
function useWords(document: UsingDocument): Words {
  const { t } = useTranslation("design");
  const { metadata } = useWorkspace();
  const entities = [...metadata.entities.values()];
  const own = document.kind === "entity" ? metadata.entity(document.key) : undefined;
  return {
    yes: t("versions.yes"),
    no: t("versions.no"),
    comma: t("versions.comma"),
    property: (name) => t(`property.${name}`, { defaultValue: name }),
    names: namesIn([own?.fields, entities.map(({ key, label }) => ({ key, label }))]),
  };
}
