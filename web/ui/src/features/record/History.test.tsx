import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { Metadata } from "@dougong/kit/api";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { shop } from "../../test/shop.ts";
import { History } from "./History.tsx";

const entity = new Metadata(shop).entity("customer");
if (!entity) throw new Error("the shop has no customers");

const change = {
  seq: 2,
  at: "2026-11-20T08:30:00Z",
  by: { id: "u2", label: "王店长" },
  op: "updated",
  version: 2,
  fields: [{ key: "level", label: "会员等级", before: "silver", after: "gold" }],
};

beforeEach(() => {
  const derived = { ...change, seq: 1, op: "derived", by: null, fields: [] };
  new FakeServer().on("GET /api/data/customer/c1/changes", () => ({
    body: { items: [change, derived], next: null },
  }));
});

test("a change shows who, before and after in the field's own words", async () => {
  const onAsOf = vi.fn<(at: string | null) => void>();
  renderRoute(
    () => <History entity={entity} id="c1" asOf={undefined} onAsOf={onAsOf} />,
    "/",
    "/",
    shop,
  );
  expect(await screen.findByText("王店长")).toBeTruthy();
  expect(screen.getByText("银卡").closest("del")).toBeTruthy();
  expect(screen.getByText("金卡").closest("ins")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /查看当时/ }));
  expect(onAsOf).toHaveBeenCalledWith("2026-11-20T08:30:00Z");
});

test("recomputed values stay folded until they are asked for", async () => {
  renderRoute(
    () => <History entity={entity} id="c1" asOf={undefined} onAsOf={() => undefined} />,
    "/",
    "/",
    shop,
  );
  await userEvent.click(await screen.findByRole("button", { name: "显示 1 条自动重算" }));
  expect(screen.getByText(/自动重算/)).toBeTruthy();
});
