import { expect, test } from "vitest";
import type { EntityMetadata } from "../api/index.ts";
import { keptList } from "./useParting.ts";

const customer: EntityMetadata = {
  key: "customer",
  label: { zh: "客户", en: "客户" },
  fields: [
    { key: "note", type: "text", label: { zh: "备注", en: "备注" } },
    { key: "tags", type: "tags", label: { zh: "标签", en: "标签" } },
  ],
};

test("what was changed since is told by entity, with its fields and how many records", () => {
  const metadata = {
    entity: (key: string | undefined) => (key === "customer" ? customer : undefined),
  };
  const kept = [
    { entity: "customer", record: "1", fields: ["note", "tags"] },
    { entity: "sale", record: "2", fields: ["customer"] },
    { entity: "sale", record: "3", fields: [] },
  ];
  expect(keptList(kept, metadata)).toEqual(["客户 (备注, 标签)", "sale ×2 (customer)"]);
});
