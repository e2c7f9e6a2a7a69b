import { useTranslation } from "@dougong/kit/i18n";
import { Dialog } from "@dougong/kit/ui";
import { Button } from "antd";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import { useBlocker } from "react-router";

/** A session that has ended is no choice; what was typed is offered again after signing in. */
const signInPath = "/sign-in";

/** Asks before unsaved changes are left: inside the app by a dialog, else by the browser. */
export function useLeaveWarning(isDirty: boolean): { allow: () => void; dialog: ReactNode } {
  const { t } = useTranslation("web");
  const isAllowed = useRef(false);
  const blocker = useBlocker(
    useCallback(
      ({ currentLocation, nextLocation }) =>
        isDirty &&
        !isAllowed.current &&
        currentLocation.pathname !== nextLocation.pathname &&
        nextLocation.pathname !== signInPath,
      [isDirty],
    ),
  );
  useEffect(() => {
    if (!isDirty) return undefined;
    isAllowed.current = false;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
  const allow = useCallback(() => {
    isAllowed.current = true;
  }, []);
  const dialog = (
    <Dialog
      isOpen={blocker.state === "blocked"}
      onClose={() => blocker.reset?.()}
      title={t("leave.title")}
      footer={
        <>
          <Button danger onClick={() => blocker.proceed?.()}>
            {t("leave.go")}
          </Button>
          <Button type="primary" onClick={() => blocker.reset?.()}>
            {t("leave.stay")}
          </Button>
        </>
      }
    >
      <p>{t("leave.text")}</p>
    </Dialog>
  );
  return { allow, dialog };
}
