import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { keys, listShipped } from "./api.ts";

interface ShippedListProps {
  isBusy: boolean;
  onChoose: (name: string) => void;
}

/** Apps that come with the product and are not here yet, or here in an older version. */
export function ShippedList({ isBusy, onChoose }: ShippedListProps) {
  const { t } = useTranslation("packages");
  const shipped = useQuery({ queryKey: keys.shipped, queryFn: listShipped, staleTime: 0 });
  const offered = (shipped.data?.items ?? []).filter((app) => app.installed !== app.version);
  if (offered.length === 0) return null;
  return (
    <section>
      <h2>{t("shipped")}</h2>
      <ul className="dg-packages-apps" aria-label={t("shipped")}>
        {offered.map(({ name, key, version, installed, label, description }) => (
          <li key={key}>
            <div>
              <strong>{labelText(label, key)}</strong>
              <small>{labelText(description ?? undefined)}</small>
            </div>
            <Button disabled={isBusy} onClick={() => onChoose(name)}>
              {t(installed === null ? "install" : "upgradeTo", { version })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
