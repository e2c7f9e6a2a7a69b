import { expect, test } from "vitest";
import type { Draft } from "./model.ts";
import { isMissing, setText, takeTexts, textsOf } from "./translations.ts";
import { decodeSheet, readSheet, writeSheet } from "./translationSheet.ts";

const draft: Draft = {
  entity: {
    key: "line",
    label: { zh: "宽带", en: "Line" },
    fields: [
      {
        key: "carrier",
        type: "choice",
        label: { zh: "运营商" },
        options: [{ value: "mobile", label: { zh: "移动", en: "Mobile" } }, { value: "unicom" }],
      },
      { key: "fee", type: "money", help: { en: "Per month" } },
    ],
  },
  form: {
    key: "lineFull",
    entity: "line",
    label: { zh: '=宽带,"新"\n表单' },
    layout: [{ section: { zh: "基本" }, fields: ["carrier", { field: "fee", span: 2 }] }],
    rules: [{ when: 'carrier == "mobile"', set: [{ field: "fee", value: "29" }] }],
  },
};

const keys = (one: Draft) => textsOf(one).map(({ key, zh, en }) => `${key}|${zh}|${en}`);
const row = (key: string) => {
  const found = textsOf(draft).find((one) => one.key === key);
  if (!found) throw new Error(key);
  return found;
};

test("every text has a row, and so has what nobody named yet", () => {
  expect(keys(draft)).toEqual([
    "entity/label|宽带|Line",
    "entity/fields/carrier/label|运营商|",
    "entity/fields/carrier/options/mobile/label|移动|Mobile",
    "entity/fields/carrier/options/unicom/label||",
    "entity/fields/fee/label||",
    "entity/fields/fee/help||Per month",
    'form/label|=宽带,"新"\n表单|',
    "form/layout/1/section|基本|",
  ]);
  expect(textsOf(draft).filter(isMissing)).toHaveLength(6);
});

test("a text is set in its language alone, and an empty one is no text", () => {
  const named = setText(draft, row("entity/fields/fee/label"), "zh", "月费");
  expect(named.entity.fields[1]?.label).toEqual({ zh: "月费" });
  expect(named.form).toBe(draft.form);
  const both = setText(draft, row("entity/fields/carrier/label"), "en", "Carrier");
  expect(both.entity.fields[0]?.label).toEqual({ zh: "运营商", en: "Carrier" });
  const bare = setText(draft, row("form/layout/1/section"), "zh", "");
  expect(bare.form.layout[0]).toEqual({ fields: draft.form.layout[0]?.fields });
});

test("a sheet that went out comes back as it was, with what was filled in", () => {
  const sheet = writeSheet(textsOf(draft));
  expect(sheet.startsWith("\ufeffkey,zh,en")).toBe(true);
  expect(sheet).toContain("'=宽带");
  expect(takeTexts(draft, readSheet(sheet))).toEqual({ draft, changed: 0, unknown: [] });
  const filled = sheet.replace("运营商,", "运营商,Carrier") + "\r\nentity/fields/gone/label,没了,";
  const taken = takeTexts(draft, readSheet(filled));
  expect(taken.draft.entity.fields[0]?.label).toEqual({ zh: "运营商", en: "Carrier" });
  expect([taken.changed, taken.unknown]).toEqual([1, ["entity/fields/gone/label"]]);
});

test("a sheet without the three columns is refused", () => {
  expect(readSheet("name,phone\r\na,b")).toEqual([]);
});

test("a sheet that Excel saved in GBK is read as what it says", () => {
  const inGbk = new Uint8Array([0x6b, 0x65, 0x79, 0x2c, 0xd6, 0xd0, 0xce, 0xc4]);
  expect(decodeSheet(inGbk.buffer)).toBe("key,中文");
  expect(decodeSheet(new TextEncoder().encode("key,中文").buffer)).toBe("key,中文");
});
