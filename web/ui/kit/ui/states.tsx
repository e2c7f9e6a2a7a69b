import { Button } from "antd";
import type { ReactNode } from "react";
import { statusOf, UnreachableError } from "../api/index.ts";
import { useTranslation } from "../i18n/index.ts";
import { Bracket } from "./Bracket.tsx";
import "./states.css";

export interface StateProps {
  title: string;
  text?: string | undefined;
  children?: ReactNode;
  /** Whether it is all that the page shows, so that its title is the page's. */
  isPage?: boolean | undefined;
}

/** Says what there is not, and what can be done. */
export function EmptyState({ title, text, children, isPage }: StateProps) {
  const Title = isPage ? "h1" : "h2";
  return (
    <div className="dg-state">
      <Bracket tone="quiet" />
      <Title>{title}</Title>
      {text && <p>{text}</p>}
      {children && <div className="dg-state-actions">{children}</div>}
    </div>
  );
}

/** Any failed read: no right, not found, no network, server trouble; with a way on. */
export function ErrorState({
  error,
  onRetry,
  isPage,
}: {
  error: unknown;
  onRetry?: (() => void) | undefined;
  isPage?: boolean;
}) {
  const { t } = useTranslation("kit");
  const status = statusOf(error);
  const kind =
    error instanceof UnreachableError
      ? "offline"
      : status === 403
        ? "forbidden"
        : status === 404
          ? "missing"
          : "failed";
  const detail = error instanceof Error && kind === "failed" ? error.message : "";
  return (
    <div role="alert">
      <EmptyState
        title={t(`state.${kind}.title`)}
        text={detail || t(`state.${kind}.text`)}
        isPage={isPage}
      >
        {onRetry && kind !== "forbidden" && kind !== "missing" && (
          <Button onClick={onRetry}>{t("state.retry")}</Button>
        )}
        <Button type="link" href="/">
          {t("state.home")}
        </Button>
      </EmptyState>
    </div>
  );
}

const widths = ["72%", "94%", "58%", "86%", "66%", "80%"];

export function Bones({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation("kit");
  return (
    <div className="dg-bones" role="status" aria-label={t("state.loading")}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="dg-bone" style={{ width: widths[line % widths.length] }} />
      ))}
    </div>
  );
}
