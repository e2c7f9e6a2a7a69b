import type { Workspace } from "../api/index.ts";

/** Pages by the words that documents have for them. */
const pages = {
  tasks: "/tasks",
  mentions: "/mentions",
  search: "/search",
  pools: "/pools",
  subscriptions: "/subscriptions",
  recycleBin: "/recycle-bin",
  profile: "/profile",
  about: "/about",
  people: "/admin/people",
  roles: "/design/roles",
  modules: "/admin/modules",
  packages: "/admin/packages",
  backups: "/admin/backups",
  operations: "/admin/operations",
  audit: "/admin/audit",
  personalData: "/admin/personal-data",
  connectors: "/admin/connectors",
  messages: "/admin/messages",
  syncs: "/admin/syncs",
  segments: "/design/segments",
  workflows: "/design/workflows",
  newWorkflow: "/design/workflow/new",
  newEntity: "/design/entity/new",
  newReport: "/design/report/new",
  newDashboard: "/design/dashboard/new",
  guideProgress: "/admin/guides",
} as const;

/** Where a step is done: exactly one of them. */
export interface GuideTarget {
  entity?: string;
  new?: string;
  import?: string;
  view?: string;
  dashboard?: string;
  design?: string;
  page?: keyof typeof pages;
}

/** The address of a place, or null where this page does not know it (yet). */
export function addressOf(target: GuideTarget, { metadata }: Workspace): string | null {
  const of = encodeURIComponent;
  if (target.entity !== undefined) return `/data/${of(target.entity)}`;
  if (target.new !== undefined) return `/data/${of(target.new)}/new`;
  if (target.import !== undefined) return `/data/${of(target.import)}/import`;
  if (target.dashboard !== undefined) return `/dashboards/${of(target.dashboard)}`;
  if (target.design !== undefined) return `/design/form/${of(target.design)}`;
  if (target.page !== undefined) return pages[target.page] ?? null;
  const view = metadata.snapshot.views?.find(({ key }) => key === target.view);
  return view ? `/data/${of(view.entity)}?view=${of(view.key)}` : null;
}
