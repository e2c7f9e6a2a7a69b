import { expect, test } from "vitest";
import { namesIn, pathInWords, valueInWords, type Words } from "./differenceWords.ts";

const entity = {
  key: "line",
  label: { zh: "宽带" },
  fields: [
    {
      key: "carrier",
      label: { zh: "运营商", en: "Carrier" },
      options: [{ value: "mobile", label: { zh: "移动" } }],
    },
    { key: "fee", label: "月费" },
  ],
};
const property: Record<string, string> = { fields: "字段", when: "当", show: "显示" };
const words: Words = {
  yes: "是",
  no: "否",
  comma: "、",
  property: (name) => property[name] ?? name,
  names: namesIn([entity, { key: "lineFull" }]),
};
const say = (value: never) => valueInWords(value, words);

test("names are found at any depth, in any shape of a label", () => {
  expect([...words.names]).toEqual([
    ["line", "宽带"],
    ["carrier", "运营商"],
    ["mobile", "移动"],
    ["fee", "月费"],
  ]);
});

test("values are read as words, without a brace", () => {
  expect(say(["carrier", "fee", "other"] as never)).toBe("运营商、月费、other");
  expect(say({ zh: "基本", en: "Basics" } as never)).toBe("基本");
  expect(say({ key: "x", type: "text", label: { zh: "备注" } } as never)).toBe("备注");
  expect(say({ when: "fee > 9", show: ["carrier"] } as never)).toBe("当 fee > 9、显示 运营商");
  expect([say(true as never), say(false as never), say(null as never), say(3 as never)]).toEqual([
    "是",
    "否",
    "–",
    "3",
  ]);
});

test("places are said by properties and names", () => {
  expect(pathInWords(["fields", "carrier", "width"], words)).toBe("字段 › 运营商 › width");
});
