import type { ComponentProps, ReactNode } from "react";
import "./inputs.css";

const classes = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(" ");

/** The browser's own input in the house look; fonts of 16 px on touch, so that iOS does not zoom. */
export function TextInput({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={classes("dg-input", className)} />;
}

export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={3} {...rest} className={classes("dg-input", className)} />;
}

export function NativeSelect({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <select {...rest} className={classes("dg-input", className)}>
      {children}
    </select>
  );
}

export interface NoticeProps {
  tone?: "error" | "warning" | "quiet";
  children: ReactNode;
}

export function Notice({ tone = "error", children }: NoticeProps) {
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={classes("dg-notice", tone !== "error" && `dg-notice-${tone}`)}
    >
      {children}
    </div>
  );
}
