import { useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import {
  copyAddress,
  type Erased,
  type FoundPerson,
  type KindCount,
  keys,
  tellPerson,
} from "./api.ts";
import { EraseDialog } from "./EraseDialog.tsx";

export interface StoredPanelProps {
  person: FoundPerson;
  onErased: (erased: Erased) => void;
}

/** What is stored of one person and where, a copy of it, and the way to erase it. */
export function StoredPanel({ person, onErased }: StoredPanelProps) {
  const { t } = useTranslation("personal");
  const [isErasing, setIsErasing] = useState(false);
  const told = useQuery({
    queryKey: keys.person(person),
    queryFn: () => tellPerson(person),
    staleTime: 0,
  });
  if (told.isPending) return <Bones lines={5} />;
  if (told.error) return <ErrorState error={told.error} onRetry={() => void told.refetch()} />;
  const { records, related, traces, confirm } = told.data;
  return (
    <section className="dg-personal-stored">
      <h2>{t("stored")}</h2>
      <h3>{t("records")}</h3>
      <ul>
        {records.map((record) => (
          <li key={record.id}>
            <strong>{record.title || record.label}</strong>{" "}
            <span>
              {record.label}
              {record.isDeleted && ` · ${t("deleted")}`}
            </span>
            <small>
              {record.fields.length === 0
                ? t("noFields")
                : t("fields", { fields: record.fields.join("、") })}
            </small>
          </li>
        ))}
      </ul>
      <Counts title={t("related")} counts={related} />
      <Counts title={t("traces")} counts={traces} />
      <div className="dg-personal-deeds">
        <Button href={copyAddress(person)} download>
          {t("copy")}
        </Button>
        <Button danger onClick={() => setIsErasing(true)}>
          {t("erase")}
        </Button>
      </div>
      {isErasing && (
        <EraseDialog
          person={person}
          name={confirm}
          onClose={() => setIsErasing(false)}
          onErased={onErased}
        />
      )}
    </section>
  );
}

function Counts({ title, counts }: { title: string; counts: KindCount[] }) {
  const { t } = useTranslation("personal");
  return (
    <>
      <h3>{title}</h3>
      {counts.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <ul>
          {counts.map(({ kind, label, count }) => (
            <li key={kind}>
              {label} <span className="dg-number">{count}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
