import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { type App, packageAddress } from "./api.ts";

interface AppListProps {
  apps: App[];
  isBusy: boolean;
  onGoBack: (app: string) => void;
}

/** What is installed, with its version and the way back to the one before. */
export function AppList({ apps, isBusy, onGoBack }: AppListProps) {
  const { t } = useTranslation("packages");
  return (
    <ul className="dg-packages-apps" aria-label={t("installed")}>
      {apps.map(({ key, version, previous, label }) => (
        <li key={key}>
          <div>
            <strong>{labelText(label, key)}</strong>
            <small>{t("version", { version })}</small>
          </div>
          {previous && (
            <Button disabled={isBusy} onClick={() => onGoBack(key)}>
              {t("goBack", { version: previous })}
            </Button>
          )}
          <Button href={packageAddress(key)} download>
            {t("export")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
