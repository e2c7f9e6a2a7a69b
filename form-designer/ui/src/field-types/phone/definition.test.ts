import { expect, test } from "vitest";
import phone, { shownPhone } from "./definition.tsx";

test.each([
  ["+8613812345678", "138 1234 5678"],
  ["+862186101517", "021-8610 1517"],
  ["+861086101517", "010-8610 1517"],
  ["+8675784351083", "0757-8435 1083"],
  ["+867571234567", "0757-123 4567"],
])("%s is shown as people write it, and stored as it was", (stored, shown) => {
  expect(shownPhone(stored)).toBe(shown);
  expect(phone.write(shown)).toBe(stored);
  expect(phone.write(phone.read(stored))).toBe(stored);
  expect(phone.check(shown)).toBeNull();
});

test.each(["+14155552671", "+8610086", "4008123123"])("%s stays as it is", (number) => {
  expect(shownPhone(number)).toBe(number);
  expect(phone.write(number)).toBe(number);
});
