import { type EntityMetadata, fileAddress, type RecordJson } from "@dougong/kit/api";
import { filesOf, recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { RecordAnchor } from "@dougong/kit/ui";
import { RecordFacts } from "@dougong/kit/views";
import { useState } from "react";
import type { GalleryPlan } from "./plan.ts";

export interface GalleryCardProps {
  entity: EntityMetadata;
  plan: GalleryPlan;
  record: RecordJson;
}

/** A record with its first picture, how many more it has, and its facts; its title opens it. */
export function GalleryCard({ entity, plan, record }: GalleryCardProps) {
  const { t } = useTranslation("gallery");
  const types = useFieldTypes();
  const [isBroken, setIsBroken] = useState(false);
  const title = recordTitle(entity, record, types);
  const files = filesOf(types.read(record[plan.picture.key], plan.picture));
  const pictures = files.filter((file) => file.type.startsWith("image/"));
  const [first] = pictures;
  return (
    <li className="dg-gallery-card">
      <div className={plan.isWhole ? "dg-gallery-picture dg-gallery-whole" : "dg-gallery-picture"}>
        {first && !isBroken ? (
          <img
            src={fileAddress(first.id)}
            alt=""
            loading="lazy"
            onError={() => setIsBroken(true)}
          />
        ) : (
          <span>{t(isBroken ? "broken" : "none")}</span>
        )}
        {pictures.length > 1 && (
          <small>
            <span aria-hidden="true">+{pictures.length - 1}</span>
            <span className="dg-visually-hidden">
              {t("others", { count: pictures.length - 1 })}
            </span>
          </small>
        )}
      </div>
      <div className="dg-gallery-text">
        <RecordAnchor entity={entity.key} id={record.id}>
          {title}
        </RecordAnchor>
        <RecordFacts fields={plan.facts} record={record} />
      </div>
    </li>
  );
}
