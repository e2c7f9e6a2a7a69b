import { AppstoreOutlined, PlusOutlined, UserOutlined } from "@ant-design/icons";
import { useWorkspace } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, mayCreate, MenuIcon, navigationGroups, phoneEntries } from "@dougong/kit/ui";
import { useState } from "react";
import { Link, NavLink } from "react-router";
import { useUnseenMentions } from "./useUnseenMentions.ts";

export function PhoneBar() {
  const { t } = useTranslation("web");
  const workspace = useWorkspace();
  const mentions = useUnseenMentions();
  const [isAdding, setIsAdding] = useState(false);
  const [first] = phoneEntries(workspace, 1);
  const creatable = navigationGroups(workspace)
    .flatMap((group) => group.entries)
    .filter((entry) => mayCreate(workspace, entry));
  return (
    <>
      <nav className="dg-phone-bar" aria-label={t("shell.mainMenu")}>
        <NavLink to="/" end className="dg-phone-tab">
          <AppstoreOutlined aria-hidden />
          <span>{t("shell.start")}</span>
        </NavLink>
        <NavLink to="/tasks" className="dg-phone-tab">
          <MenuIcon name="task" />
          <span>{t("shell.tasks")}</span>
        </NavLink>
        <button
          type="button"
          className="dg-phone-add"
          aria-label={t("shell.add")}
          onClick={() => setIsAdding(true)}
        >
          <PlusOutlined aria-hidden />
        </button>
        {first ? <Tab entry={first} /> : <span />}
        <NavLink to="/profile" className="dg-phone-tab">
          <UserOutlined aria-hidden />
          <span>
            {t("shell.me")}
            {mentions > 0 && <span className="dg-count">{mentions}</span>}
          </span>
        </NavLink>
      </nav>
      <Dialog
        isOpen={isAdding}
        onClose={() => setIsAdding(false)}
        shape="sheet"
        title={t("shell.add")}
      >
        <div className="dg-sheet">
          {creatable.map((entry) => (
            <Link
              key={entry.key}
              to={`/data/${entry.entity}/new`}
              className="dg-sheet-item"
              onClick={() => setIsAdding(false)}
            >
              <MenuIcon name={entry.icon} />
              {entry.label}
            </Link>
          ))}
        </div>
      </Dialog>
    </>
  );
}

function Tab({ entry }: { entry: ReturnType<typeof phoneEntries>[number] }) {
  return (
    <NavLink to={entry.to} className="dg-phone-tab">
      <MenuIcon name={entry.icon} />
      <span>{entry.label}</span>
    </NavLink>
  );
}
