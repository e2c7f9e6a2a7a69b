import { expect, test } from "vitest";
import { regionTree } from "./regions.ts";

test("districts hang below their city, or below the province where there is no city", () => {
  const tree = regionTree([
    { code: "440000", name: "广东省" },
    { code: "440300", name: "深圳市" },
    { code: "440305", name: "南山区" },
    { code: "110000", name: "北京市" },
    { code: "110101", name: "东城区" },
  ]);
  expect(tree.map((province) => province.name)).toEqual(["广东省", "北京市"]);
  expect(tree[0]?.children?.[0]?.children?.[0]?.name).toBe("南山区");
  expect(tree[1]?.children?.[0]?.name).toBe("东城区");
});
