import { useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";

export function StartPage() {
  const { t } = useTranslation("web");
  const { session } = useWorkspace();
  return (
    <header>
      <h1>{t("start.greeting", { name: session.user.name })}</h1>
      <p>{labelText(session.user.orgUnit?.label)}</p>
    </header>
  );
}
