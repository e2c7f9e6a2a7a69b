import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { type App, packageAddress } from "./api.ts";

interface AppListProps {
  apps: App[];
  isBusy: boolean;
  onGoBack: (app: string) => void;
  onUninstall: (app: App) => void;
}

/** What is installed, with its version, the way back to the one before and the way out. */
export function AppList({ apps, isBusy, onGoBack, onUninstall }: AppListProps) {
  const { t } = useTranslation("packages");
  return (
    <ul className="dg-packages-apps" aria-label={t("installed")}>
      {apps.map((app) => {
        const { key, version, previous, label } = app;
        return (
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
            <Button danger disabled={isBusy} onClick={() => onUninstall(app)}>
              {t("uninstall.open")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
