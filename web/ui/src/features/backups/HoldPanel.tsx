import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, Notice } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { keys, readHold, releaseSending } from "./api.ts";
import { attempt } from "./failure.ts";

/** After a restore: says that nothing is sent, and lets it be sent again. */
export function HoldPanel() {
  const { t } = useTranslation("backups");
  const queries = useQueryClient();
  const [isAsked, setIsAsked] = useState(false);
  const hold = useQuery({ queryKey: keys.hold, queryFn: readHold });
  if (!hold.data?.isHeld) return null;
  async function release() {
    setIsAsked(false);
    await attempt(releaseSending, t("failed"));
    await queries.invalidateQueries({ queryKey: keys.hold });
  }
  return (
    <Notice>
      <p>
        <strong>{t("hold.title")}</strong> {t("hold.text")}
      </p>
      <Button onClick={() => setIsAsked(true)}>{t("hold.release")}</Button>
      <Dialog
        isOpen={isAsked}
        title={t("hold.release")}
        onClose={() => setIsAsked(false)}
        footer={
          <Button type="primary" onClick={() => void release()}>
            {t("hold.release")}
          </Button>
        }
      >
        <p>{t("hold.sure")}</p>
      </Dialog>
    </Notice>
  );
}
