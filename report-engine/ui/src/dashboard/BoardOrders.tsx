import { MailOutlined } from "@ant-design/icons";
import type { Answer } from "@dougong/kit/charts";
import { useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import type { Choice, Dashboard, Widget } from "./api.ts";

/** What is behind it is loaded when somebody wants it. */
const SubscribeDialog = lazy(async () => ({
  default: (await import("../subscriptions/SubscribeDialog.tsx")).SubscribeDialog,
}));

const AlertDialog = lazy(async () => ({
  default: (await import("../subscriptions/AlertDialog.tsx")).AlertDialog,
}));

/** Opens the dialog by which somebody gets the dashboard again and again. */
export function SubscribeButton({
  dashboard,
  choices,
}: {
  dashboard: Dashboard;
  choices: Choice[];
}) {
  const { t } = useTranslation("report");
  const isPhone = useIsPhone();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        type="text"
        icon={<MailOutlined aria-hidden />}
        aria-label={t("board.subscribe")}
        onClick={() => setIsOpen(true)}
      >
        {isPhone ? null : t("board.subscribeShort")}
      </Button>
      {isOpen && (
        <Suspense>
          <SubscribeDialog
            dashboard={dashboard}
            filters={choices}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

interface WatchDialogProps {
  dashboard: Dashboard;
  /** Nothing is shown without one. */
  widget: Widget | null;
  answer: Answer | undefined;
  choices: Choice[];
  onClose: () => void;
}

/** Sets a line for a value of a tile. */
export function WatchDialog({ dashboard, widget, answer, choices, onClose }: WatchDialogProps) {
  if (!widget || !answer) return null;
  return (
    <Suspense>
      <AlertDialog
        of={{ dashboard: dashboard.key, widget, answer, filters: choices }}
        onClose={onClose}
      />
    </Suspense>
  );
}
