import { expect, test } from "vitest";
import percent from "./definition.tsx";

const field = { key: "share", type: "percent" };

test("a share is shown with the places of its field and kept exactly", () => {
  const value = percent.read(0.666666666667);
  expect(value).toBe("66.6666666667");
  expect(percent.text(value, field)).toBe("66.67%");
  expect(percent.text(value, { ...field, scale: 0 })).toBe("67%");
  expect(percent.text("50", field)).toBe("50%");
  expect(String(percent.write("12.5"))).toBe("0.125");
});
