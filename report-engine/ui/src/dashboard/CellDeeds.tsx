import { useWorkspace } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { cellRule, type NamedCell } from "./api.ts";

const administrator = "admin";
const StartDialog = lazy(async () => ({
  default: (await import("./StartDialog.tsx")).StartDialog,
}));

/** What can be done with all records behind a number at once. */
export function CellDeeds(props: NamedCell) {
  const { dashboard, drill, choices, name } = props;
  const { t } = useTranslation("report");
  const navigate = useNavigate();
  const { session } = useWorkspace();
  const [isStarting, setIsStarting] = useState(false);

  async function toSegment() {
    try {
      const { entity, rule } = await cellRule(dashboard, drill, choices);
      const draft = new URLSearchParams({ entity, filter: rule, name });
      await navigate(`/design/segments?${draft}`);
    } catch (error) {
      const text = error instanceof Error && error.message ? error.message : t("deeds.failed");
      showToast({ text, tone: "error" });
    }
  }

  return (
    <p className="dg-behind-deeds">
      {session.roles.includes(administrator) && (
        <Button size="small" onClick={() => void toSegment()}>
          {t("deeds.segment")}
        </Button>
      )}
      <Button size="small" aria-haspopup="dialog" onClick={() => setIsStarting(true)}>
        {t("deeds.start")}
      </Button>
      {isStarting && (
        <Suspense fallback={null}>
          <StartDialog {...props} onClose={() => setIsStarting(false)} />
        </Suspense>
      )}
    </p>
  );
}
