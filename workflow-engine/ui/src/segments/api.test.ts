import { expect, test } from "vitest";
import { type SegmentDraft, toDocument } from "./api.ts";

const draft: SegmentDraft = {
  key: "vip",
  label: " 贵客 ",
  entity: "customer",
  filter: "totalSpent > 1000",
  tagField: "tags",
  tagValue: "VIP",
};

test("a new segment has what was entered", () => {
  expect(toDocument(draft, "zh", null)).toEqual({
    key: "vip",
    label: { zh: "贵客" },
    entity: "customer",
    filter: "totalSpent > 1000",
    tag: { field: "tags", value: "VIP" },
  });
});

test("a changed one keeps its other name and what the dialog does not know, and loses its tag", () => {
  const older = {
    key: "vip",
    label: { zh: "旧", en: "Old" },
    entity: "customer",
    filter: "false",
    description: { zh: "说明" },
    tag: { field: "tags", value: "old" },
  };
  expect(toDocument({ ...draft, tagValue: " " }, "en", older)).toEqual({
    key: "vip",
    label: { zh: "旧", en: "贵客" },
    entity: "customer",
    filter: "totalSpent > 1000",
    description: { zh: "说明" },
  });
});
