import type { Widget } from "./api.ts";

const last = Number.MAX_SAFE_INTEGER;

/** Row by row, as the grid reads. */
export const inReadingOrder = (one: Widget, other: Widget) => one.y - other.y || one.x - other.x;

/** As the designer put them for phones; the rest as the grid reads. */
export const inOrderOfPhones = (one: Widget, other: Widget) =>
  (one.phone ?? last) - (other.phone ?? last) || inReadingOrder(one, other);
