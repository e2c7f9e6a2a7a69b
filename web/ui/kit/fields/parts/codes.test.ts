import { expect, test } from "vitest";
import type { FieldMetadata } from "../../api/index.ts";
import { checkCode, isDoubtfulImei } from "./codes.ts";

const field = (format?: string): FieldMetadata => ({
  key: "code",
  type: "barcode",
  ...(format ? { format } : {}),
});

test("an IMEI has 15 digits and a right check digit", () => {
  expect(checkCode("490154203237518", field("imei"))).toBeNull();
  expect(checkCode("49-015420-323751-8", field("imei"))).toBeNull();
  expect(checkCode("490154203237519", field("imei"))).toEqual({ key: "check.checkDigit" });
  expect(checkCode("49015420323751", field("imei"))).toEqual({
    key: "check.digits",
    places: { count: 15 },
  });
});

test("article numbers are checked by their own rule", () => {
  expect(checkCode("6901234567892", field("ean13"))).toBeNull();
  expect(checkCode("6901234567893", field("ean13"))).toEqual({ key: "check.checkDigit" });
  expect(checkCode("96385074", field("ean8"))).toBeNull();
  expect(checkCode("036000291452", field("upcA"))).toBeNull();
});

test("where a serial number may stand as well, a wrong IMEI is a doubt and no fault", () => {
  expect(checkCode("490154203237519", field())).toBeNull();
  expect(isDoubtfulImei("490154203237519")).toBe(true);
  expect(isDoubtfulImei("490154203237518")).toBe(false);
  expect(isDoubtfulImei("SN490154203237519")).toBe(false);
});
