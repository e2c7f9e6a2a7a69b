import { useWorkspace } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Bracket, MenuIcon, navigationGroups } from "@dougong/kit/ui";
import { Link, NavLink } from "react-router";

export function SideMenu() {
  const { t } = useTranslation("web");
  const groups = navigationGroups(useWorkspace());
  return (
    <nav className="dg-side" aria-label={t("shell.mainMenu")}>
      <Link to="/" className="dg-brand">
        <Bracket tone="light" />
        {t("shell.brand")}
      </Link>
      <ul>
        <li>
          <NavLink to="/tasks" className="dg-side-link">
            <MenuIcon name="task" />
            {t("shell.tasks")}
          </NavLink>
        </li>
      </ul>
      {groups.map((group) => (
        <section key={group.key}>
          {group.label && <h2>{group.label}</h2>}
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.key}>
                <NavLink to={entry.to} className="dg-side-link">
                  <MenuIcon name={entry.icon} />
                  {entry.label}
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
