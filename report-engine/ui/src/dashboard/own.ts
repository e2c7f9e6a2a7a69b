import { request } from "@dougong/kit/api";
import { randomKey } from "@dougong/kit/lib";
import type { Dashboard, DashboardName, SharedFilter } from "./api.ts";

/** A chart and its place, as the server keeps it. */
export interface OwnWidget {
  report: string;
  x: number;
  y: number;
  width: number;
  height: number;
  phone?: number;
  click?: string;
}

/** A dashboard that somebody makes for themselves. */
export interface OwnBoard {
  id: string;
  name: string;
  widgets: OwnWidget[];
  filters: SharedFilter[];
}

/** A chart that may be put on one. */
export interface OwnChart {
  report: string;
  label: string;
  width: number;
  height: number;
}

export const fetchCharts = async (): Promise<OwnChart[]> =>
  (await request<{ items: OwnChart[] }>("/api/own-dashboards/charts")).items;

const address = (id: string) => `/api/own-dashboards/${encodeURIComponent(id)}`;

export const saveOwn = ({ id, ...body }: OwnBoard): Promise<DashboardName> =>
  request(address(id), { method: "PUT", body });

export const deleteOwn = (id: string): Promise<unknown> =>
  request(address(id), { method: "DELETE" });

/** What is kept of a dashboard; one that is not the reader's own becomes a new one. */
export const ownOf = (dashboard: Dashboard): OwnBoard => ({
  id: dashboard.own ? dashboard.key : randomKey(),
  name: dashboard.label,
  widgets: dashboard.widgets.map(({ report, x, y, width, height, phone, click }) => ({
    report,
    x,
    y,
    width,
    height,
    ...(phone === undefined ? {} : { phone }),
    ...(click === undefined ? {} : { click }),
  })),
  filters: dashboard.filters,
});
