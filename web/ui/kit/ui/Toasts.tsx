import { useSyncExternalStore } from "react";
import { useTranslation } from "../i18n/index.ts";
import "./Toasts.css";

/** How long the last action can be taken back. */
export const undoMilliseconds = 30_000;

export interface Toast {
  text: string;
  tone?: "success" | "error" | "plain";
  action?: { text: string; run: () => void };
  /** How long it stays; by default as long as it takes to read. */
  milliseconds?: number;
}

interface Shown extends Toast {
  id: number;
}

let shown: readonly Shown[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function replace(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  replace(shown.filter((toast) => toast.id !== id));
}

/** Says briefly what happened; one with an action (undo) stays longer. */
export function showToast(toast: Toast): void {
  const id = ++lastId;
  replace([...shown.slice(-2), { ...toast, id }]);
  const usual = toast.action || toast.tone === "error" ? 8000 : 3500;
  setTimeout(() => dismiss(id), toast.milliseconds ?? usual);
}

export function ToastHost() {
  const { t } = useTranslation("kit");
  const toasts = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  return (
    <div className="dg-toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`dg-toast dg-toast-${toast.tone ?? "plain"}`}>
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              onClick={() => {
                toast.action?.run();
                dismiss(toast.id);
              }}
            >
              {toast.action.text}
            </button>
          )}
          <button
            type="button"
            className="dg-toast-close"
            aria-label={t("close")}
            onClick={() => dismiss(toast.id)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
