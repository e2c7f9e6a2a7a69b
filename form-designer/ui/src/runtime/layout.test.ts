import type { FormMetadata } from "@dougong/kit/api";
import { expect, test } from "vitest";
import { formsFor } from "./layout.ts";

const form = (key: string, count: number, more: Partial<FormMetadata> = {}): FormMetadata => ({
  key,
  entity: "customer",
  layout: [{ fields: Array.from({ length: count }, (_, at) => `field${at}`) }],
  ...more,
});

const keys = (forms: readonly FormMetadata[], device: "pc" | "phone") =>
  formsFor(forms, device).map(({ key }) => key);

test("the shortest form comes first where none is the quick one", () => {
  const forms = [form("full", 60), form("paper", 9), form("quick", 7)];
  expect(keys(forms, "phone")).toEqual(["quick", "paper", "full"]);
});

test("the quick form stays first when fields are added to it", () => {
  const forms = [form("full", 60), form("paper", 9), form("quick", 13, { quick: true })];
  expect(keys(forms, "phone")).toEqual(["quick", "paper", "full"]);
});

test("a form for other devices is not offered", () => {
  const forms = [form("full", 60, { devices: ["pc"] }), form("quick", 7, { devices: ["phone"] })];
  expect(keys(forms, "phone")).toEqual(["quick"]);
  expect(keys(forms, "pc")).toEqual(["full"]);
});
