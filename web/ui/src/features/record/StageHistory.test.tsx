import type { EntityMetadata, MetadataSnapshot } from "@dougong/kit/api";
import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { StageHistory } from "./StageHistory.tsx";

const entity = {
  key: "lead",
  label: { zh: "线索" },
  fields: [
    {
      key: "stage",
      type: "stage",
      label: { zh: "阶段" },
      stages: [
        { value: "new", label: { zh: "新线索" } },
        { value: "won", label: { zh: "成交" }, kind: "won" },
      ],
    },
    { key: "name", type: "text", label: { zh: "姓名" } },
  ],
} as unknown as EntityMetadata;
const snapshot: MetadataSnapshot = { version: 1, entities: [entity] };

test("stages are asked for when they are opened, with their time and who set them", async () => {
  const server = new FakeServer().on("GET /api/data/lead/l1/changes/spans", () => ({
    body: {
      items: [
        {
          value: "new",
          from: "2026-11-01T02:00:00Z",
          until: "2026-11-04T03:00:00Z",
          by: { id: "u1", label: "王店长" },
        },
        { value: "won", from: "2026-11-04T03:00:00Z", until: null, by: null },
      ],
      next: null,
    },
  }));
  renderRoute(() => <StageHistory entity={entity} id="l1" />, "/", "/", snapshot);
  const title = await screen.findByText("阶段经历");
  expect(server.sent("GET /api/data/lead/l1/changes/spans")).toHaveLength(0);
  await userEvent.click(title);
  expect((await screen.findByText("新线索")).closest("li")?.textContent).toMatch(/3 天.*王店长/);
  expect(screen.getByText("成交").closest("li")?.textContent).toMatch(/已停留 .*系统/);
});
