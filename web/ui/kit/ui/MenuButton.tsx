import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import "./MenuButton.css";

export interface MenuButtonItem {
  key: string;
  label: string;
  isDangerous?: boolean;
  run: () => void;
}

export interface MenuButtonProps {
  /** Name of the menu; the button's too, unless its own text says it. */
  label: string;
  hasText?: boolean;
  className?: string;
  items: MenuButtonItem[];
  children: ReactNode;
}

/** A button that opens a short menu; arrows move, Esc closes and gives the focus back. */
export function MenuButton({
  label,
  className = "dg-menu-button",
  items,
  hasText = false,
  children,
}: MenuButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    host.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const closeOutside = (event: PointerEvent) => {
      if (!host.current?.contains(event.target as Node)) setIsOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);

  function onKeyDown(event: KeyboardEvent) {
    const entries = [...(host.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Escape" || event.key === "Tab") {
      setIsOpen(false);
      if (event.key === "Escape") button.current?.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      entries[(at + step + entries.length) % entries.length]?.focus();
    }
  }

  return (
    <div className="dg-menu" ref={host}>
      <button
        ref={button}
        type="button"
        className={className}
        {...(hasText ? {} : { "aria-label": label })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <div
          role="menu"
          tabIndex={-1}
          aria-label={label}
          className="dg-menu-list"
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={item.isDangerous ? "dg-menu-dangerous" : undefined}
              onClick={() => {
                setIsOpen(false);
                button.current?.focus();
                item.run();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
