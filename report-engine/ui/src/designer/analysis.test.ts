import { Metadata } from "@dougong/kit/api";
import { expect, test } from "vitest";
import {
  amountsOf,
  analyses,
  analysisReport,
  datesOf,
  entitiesFor,
  isAnswered,
  ownersOf,
} from "./analysis.ts";

const metadata = new Metadata({
  version: 1,
  entities: [
    {
      key: "customer",
      label: { zh: "客户" },
      fields: [{ key: "name", kind: "text" }],
    },
    {
      key: "sale",
      label: { zh: "销售单" },
      fields: [
        { key: "createdAt", kind: "dateTime" },
        { key: "customer", kind: "reference", entity: "customer" },
        { key: "clerk", kind: "reference", entity: "nobodyKnows" },
        { key: "soldAt", kind: "dateTime" },
        { key: "amount", kind: "decimal" },
      ],
    },
  ],
  forms: [],
  views: [],
  menus: [],
} as unknown as ConstructorParameters<typeof Metadata>[0]);

const source = { entity: "sale", owner: "customer", date: "soldAt", amount: "amount" };
const made = (analysis: (typeof analyses)[number]) =>
  analysisReport(analysis, "r1", { zh: "图" }, source, metadata);

test("records with an owner and a date can be asked about", () => {
  expect(entitiesFor(metadata).map(({ key }) => key)).toEqual(["sale"]);
  const [sale] = entitiesFor(metadata);
  if (!sale) throw new Error("no sale");
  expect(ownersOf(metadata, sale).map(({ key }) => key)).toEqual(["customer"]);
  expect(datesOf(sale).map(({ key }) => key)).toEqual(["soldAt"]);
  expect(amountsOf(sale).map(({ key }) => key)).toEqual(["amount"]);
});

test("RFM counts the owners, the others count the records", () => {
  expect(analyses.map((one) => made(one).entity)).toEqual(["sale", "sale", "customer"]);
  const [recency, frequency] = made("rfm").dimensions ?? [];
  expect(recency?.standing).toEqual({
    entity: "sale",
    reference: "customer",
    of: "recency",
    date: "soldAt",
    parts: 5,
  });
  expect(frequency?.standing?.of).toBe("frequency");
  expect(recency?.field).toBeUndefined();
});

test("without an amount there is no RFM, and cohorts have no revenue", () => {
  const { amount: _amount, ...plain } = source;
  expect(analyses.filter((one) => isAnswered(one, plain))).toEqual(["cohort", "interval"]);
  const report = analysisReport("cohort", "r1", {}, plain, metadata);
  expect(report.measures.map(({ key }) => key)).toEqual(["buyers", "kept"]);
});

test("the share of a cohort is one of its own people", () => {
  const [, kept] = made("cohort").measures;
  expect(kept).toMatchObject({ derive: "share", of: "buyers", within: ["cohort"] });
});
