import { expect, test } from "vitest";
import { chartTypeIds } from "../chartTypes.ts";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh.json" with { type: "json" };

test("every type of chart has a name in both languages, and no name is left over", () => {
  for (const { type } of [zh, en])
    expect(Object.keys(type).toSorted()).toEqual(chartTypeIds.toSorted());
});
