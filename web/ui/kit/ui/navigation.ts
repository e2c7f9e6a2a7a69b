import type { EntityMetadata, MenuItemMetadata, Workspace } from "../api/index.ts";
import { labelText } from "../i18n/index.ts";

export interface NavigationEntry {
  key: string;
  label: string;
  icon: string | undefined;
  to: string;
  entity: string | undefined;
}

export interface NavigationGroup {
  key: string;
  label: string;
  entries: NavigationEntry[];
}

/** The side menu: groups of entries that lead to something this user may see. */
export function navigationGroups({ session, metadata }: Workspace): NavigationGroup[] {
  const menus = session.menus?.length ? session.menus : metadata.menus;
  const groups: NavigationGroup[] = [];
  for (const menu of menus) {
    let open: NavigationGroup = { key: menu.key, label: labelText(menu.label), entries: [] };
    groups.push(open);
    for (const [place, item] of menu.items.entries()) {
      if (item.items) {
        const entries = item.items.flatMap((child) => toEntry(child, metadata) ?? []);
        groups.push({
          key: item.key ?? `${menu.key}.${place}`,
          label: labelText(item.label),
          entries,
        });
        open = { key: `${menu.key}.${place}.after`, label: "", entries: [] };
        groups.push(open);
      } else {
        const entry = toEntry(item, metadata);
        if (entry) open.entries.push(entry);
      }
    }
  }
  const filled = groups.filter((group) => group.entries.length > 0);
  return filled.length > 0 ? filled : [everyEntity(metadata)];
}

/** All entities that the reader knows, those of the menu first and in its order. */
export function entitiesByMenu(workspace: Workspace): EntityMetadata[] {
  const entries = navigationGroups(workspace).flatMap((group) => group.entries);
  const inMenu = entries.flatMap((entry) => workspace.metadata.entity(entry.entity) ?? []);
  return [...new Set([...inMenu, ...workspace.metadata.entities.values()])];
}

function everyEntity(metadata: Workspace["metadata"]): NavigationGroup {
  const entries = [...metadata.entities.keys()].flatMap(
    (entity) => toEntry({ entity }, metadata) ?? [],
  );
  return { key: "entities", label: "", entries };
}

function toEntry(item: MenuItemMetadata, metadata: Workspace["metadata"]): NavigationEntry | null {
  if (item.dashboard !== undefined) {
    return {
      key: `dashboard.${item.dashboard}`,
      label: labelText(item.label, item.dashboard),
      icon: item.icon,
      to: `/dashboards/${encodeURIComponent(item.dashboard)}`,
      entity: undefined,
    };
  }
  const view =
    item.view === undefined ? undefined : metadata.snapshot.views?.find((v) => v.key === item.view);
  const entity = metadata.entity(item.entity ?? view?.entity);
  if (!entity) return null;
  const suffix = view && !item.entity ? `?view=${encodeURIComponent(view.key)}` : "";
  return {
    key: item.key ?? item.view ?? entity.key,
    label: labelText(
      item.label ?? (item.entity ? undefined : view?.label) ?? entity.label,
      entity.key,
    ),
    icon: item.icon,
    to: `/data/${entity.key}${suffix}`,
    entity: entity.key,
  };
}

/** Whether the entry leads to records of which this user may add one. */
export function mayCreate({ metadata }: Workspace, entry: NavigationEntry): boolean {
  const entity = metadata.entity(entry.entity);
  return entity !== undefined && entity.rights?.create !== false;
}

/** The phone's bar: the menu's own choice, else its first entries. */
export function phoneEntries(workspace: Workspace, count = 2): NavigationEntry[] {
  const entries = navigationGroups(workspace).flatMap((group) => group.entries);
  const menus = workspace.session.menus?.length
    ? workspace.session.menus
    : workspace.metadata.menus;
  const chosen = menus.flatMap((menu) => menu.phone ?? []);
  const ordered = chosen.flatMap((key) => entries.find((entry) => entry.entity === key) ?? []);
  const rest = entries.filter((entry) => !ordered.includes(entry));
  return [...ordered, ...rest].slice(0, count);
}
