import { useWorkspace } from "@dougong/kit/api";
import { formatDecimal, labelText, useTranslation } from "@dougong/kit/i18n";
import type { MergePreview } from "@dougong/kit/merges";

/** What else a merge moves. */
export function MergeSum({ references }: { references: MergePreview["references"] }) {
  const { t } = useTranslation("merge");
  const { metadata } = useWorkspace();
  const counts = new Map<string, { entity: string; field: string; count: number }>();
  for (const one of references) {
    const key = `${one.entity}.${one.field}`;
    const before = counts.get(key)?.count ?? 0;
    counts.set(key, { entity: one.entity, field: one.field, count: before + one.count });
  }
  return (
    <section className="dg-merge-panel dg-merge-sum">
      <h2>{t("merge.references")}</h2>
      {counts.size === 0 && <p>{t("merge.noReferences")}</p>}
      <ul>
        {[...counts].map(([key, one]) => {
          const entity = metadata.entity(one.entity);
          const [top = "", inner] = one.field.split(".");
          const field = entity?.fields.find((known) => known.key === top);
          const within = field?.fields?.find((known) => known.key === inner);
          const path = [field, within].flatMap((known) =>
            known ? labelText(known.label, known.key) : [],
          );
          return (
            <li key={key}>
              {t("merge.reference", {
                entity: labelText(entity?.label, one.entity),
                field: path.join("·") || one.field,
                count: formatDecimal(String(one.count)) as never,
              })}
            </li>
          );
        })}
      </ul>
      <p>
        <small>{t("merge.note")}</small>
      </p>
    </section>
  );
}
