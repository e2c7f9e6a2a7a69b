import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "../i18n/index.ts";
import "./Dialog.css";

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** `sheet`: from below on phones, from the right on PCs; `box`: in the middle. */
  shape?: "box" | "sheet";
  children: ReactNode;
  footer?: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside and gives it back. */
export function Dialog({ isOpen, onClose, title, shape = "box", children, footer }: DialogProps) {
  const { t } = useTranslation("kit");
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element || !isOpen) return undefined;
    element.showModal();
    return () => element.close();
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- the backdrop's click; Esc is the dialog's own
    <dialog
      ref={dialog}
      className={`dg-dialog dg-dialog-${shape}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="dg-dialog-inner">
        <header>
          <h2 id={titleId}>{title}</h2>
          <button
            type="button"
            className="dg-dialog-close"
            aria-label={t("close")}
            onClick={onClose}
          >
            ×
          </button>
        </header>
        <div className="dg-dialog-body">{children}</div>
        {footer && <footer>{footer}</footer>}
      </div>
    </dialog>
  );
}
