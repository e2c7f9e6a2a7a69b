import type { EntityMetadata, RecordJson } from "@dougong/kit/api";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { RecordAnchor, showToast } from "@dougong/kit/ui";
import { RecordFacts } from "@dougong/kit/views";
import { Button } from "antd";
import { placeOf, type PlacePlan } from "./plan.ts";

export interface PlaceCardProps {
  entity: EntityMetadata;
  plan: PlacePlan;
  record: RecordJson;
}

/** A place: its title opens the record, its number calls, its address is copied for any map. */
export function PlaceCard({ entity, plan, record }: PlaceCardProps) {
  const { t } = useTranslation("placeList");
  const types = useFieldTypes();
  const title = recordTitle(entity, record, types);
  const place = placeOf(record, plan, types);

  async function copy() {
    try {
      await navigator.clipboard.writeText(place.address);
      showToast({ text: t("copied", { address: place.address }), tone: "success" });
    } catch {
      showToast({ text: t("notCopied"), tone: "plain" });
    }
  }

  return (
    <li className="dg-place">
      <RecordAnchor entity={entity.key} id={record.id}>
        {title}
      </RecordAnchor>
      <address>{place.address || t("noAddress")}</address>
      {place.opens && place.closes && (
        <p>{t("hours", { opens: place.opens, closes: place.closes })}</p>
      )}
      <RecordFacts fields={plan.facts} record={record} />
      <div className="dg-place-deeds">
        {place.dial && (
          <Button href={`tel:${place.dial}`}>{t("call", { phone: place.phone })}</Button>
        )}
        {place.address && (
          <Button aria-label={t("copyOf", { title })} onClick={() => void copy()}>
            {t("copy")}
          </Button>
        )}
      </div>
    </li>
  );
}
