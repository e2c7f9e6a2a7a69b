import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Notice } from "@dougong/kit/ui";
import { Button } from "antd";

interface DraftNoticeProps {
  at: string;
  onTakeUp: () => void;
  onForget: () => void;
}

/** Offers to take up what was typed and not saved. */
export function DraftNotice({ at, onTakeUp, onForget }: DraftNoticeProps) {
  const { t } = useTranslation("form");
  return (
    <Notice tone="quiet">
      <div className="dg-form-draft">
        <span>{t("form.draft", { at: formatInstant(at, "short") })}</span>
        <Button size="small" type="primary" onClick={onTakeUp}>
          {t("form.draftTakeUp")}
        </Button>
        <Button size="small" onClick={onForget}>
          {t("form.draftForget")}
        </Button>
      </div>
    </Notice>
  );
}
