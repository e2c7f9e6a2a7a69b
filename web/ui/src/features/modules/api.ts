import { type Label, type MenuItemMetadata, request } from "@dougong/kit/api";

interface Named {
  key: string;
  label?: Label;
}

export interface MenuDocument extends Named {
  items: (MenuItemMetadata & { off?: boolean })[];
}

interface Stored {
  published: MenuDocument | null;
  draft: MenuDocument | null;
  revision?: number;
}

/** A menu as staff have it; `isWaiting` while somebody edits it. */
export interface StoredMenu {
  menu: MenuDocument;
  isWaiting: boolean;
  revision: number | undefined;
}

export const keys = {
  menus: ["modules"] as const,
  dashboards: ["modules", "dashboards"] as const,
};

/** Names of the dashboards, for menus name them by their keys. */
export async function listDashboardNames(): Promise<Map<string, Label | undefined>> {
  const { items } = await request<{ items: Named[] }>("/api/dashboards");
  return new Map(items.map(({ key, label }) => [key, label]));
}

const address = (key: string) => `/api/meta/menu/${encodeURIComponent(key)}`;

export async function listMenus(): Promise<StoredMenu[]> {
  const { items } = await request<{ items: Named[] }>("/api/meta/menu");
  const all = await Promise.all(items.map(({ key }) => request<Stored>(address(key))));
  return all.flatMap(({ published, draft, revision }) =>
    published ? { menu: published, isWaiting: draft !== null, revision } : [],
  );
}

/** Switches a group of a menu on or off, for everybody and at once. */
export async function switchGroup(stored: StoredMenu, place: number, isOn: boolean): Promise<void> {
  const { menu, revision } = stored;
  const items = menu.items.map((item, at) => {
    if (at !== place) return item;
    const { off: _before, ...rest } = item;
    return isOn ? rest : { ...rest, off: true };
  });
  await request(address(menu.key), {
    method: "PUT",
    body: { ...menu, items },
    ...(revision === undefined ? {} : { version: revision }),
  });
  const body = { items: [{ kind: "menu", key: menu.key }] };
  await request("/api/meta/publish", { method: "POST", body });
}
