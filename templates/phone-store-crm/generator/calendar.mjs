// Days are whole numbers since 1970-01-01. Nothing here reads the clock.

const MILLIS = 86400000;

export const day = (text) => Date.parse(`${text}T00:00:00Z`) / MILLIS;

export const iso = (number) => new Date(number * MILLIS).toISOString().slice(0, 10);

/** The last day of the data; every other date is counted from it. */
export const ANCHOR = day('2026-11-20');

/** The shops began to use the system thirty months before. */
export const OPENING = day('2024-05-20');

/** 0 is Sunday. */
export const weekday = (number) => (((number + 4) % 7) + 7) % 7;

export function addMonths(number, months) {
  const date = new Date(number * MILLIS);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return first / MILLIS + Math.min(date.getUTCDate(), length) - 1;
}

/** An instant in the shops' zone. */
export function at(number, minutes) {
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  const minute = String(minutes % 60).padStart(2, '0');
  return `${iso(number)}T${hour}:${minute}:00+08:00`;
}

const NEW_YEARS = ['2025-01-29', '2026-02-17'].map(day);

// [first month-day, last month-day, factor]: 618, summer, back to school, national week, Singles' Day, year's end
const SEASONS = [
  ['05-28', '06-15', 1.5],
  ['06-16', '06-18', 2.6],
  ['06-19', '06-20', 1.4],
  ['08-20', '09-05', 1.3],
  ['10-01', '10-07', 1.7],
  ['10-20', '11-08', 1.35],
  ['11-09', '11-11', 2.6],
  ['12-24', '12-31', 1.25],
];

// days on which people queue: iPhone and Mate launches
const LAUNCHES = ['2024-09-20', '2024-12-04', '2025-09-19', '2025-11-28', '2026-09-18'].map(day);

/** How many customers come on this day, beside an ordinary Wednesday (1). */
export function dayWeight(number) {
  let weight = [1.45, 0.95, 0.92, 1, 1.02, 1.2, 1.55][weekday(number)];
  const monthDay = iso(number).slice(5);
  for (const [from, to, factor] of SEASONS) {
    if (monthDay >= from && monthDay <= to) weight *= factor;
  }
  for (const newYear of NEW_YEARS) {
    if (number >= newYear - 16 && number < newYear - 1) weight *= 1.5;
    if (number >= newYear - 1 && number <= newYear + 3) weight *= 0.3;
  }
  for (const launch of LAUNCHES) {
    if (number >= launch && number < launch + 10) weight *= 1.5;
  }
  return weight;
}

/** A day near the wanted one, busy days more often; null when it would be outside the data. */
export function busyDayNear(random, wanted, spread) {
  const days = [];
  for (let d = Math.max(OPENING, wanted - spread); d <= Math.min(ANCHOR, wanted + spread); d++) {
    days.push([d, dayWeight(d)]);
  }
  return days.length === 0 ? null : random.weighted(days);
}

/** A minute of the shops' opening hours, afternoons and evenings more often. */
export function openMinute(random) {
  const hour = random.weighted([[10, 5], [11, 8], [12, 7], [13, 7], [14, 9], [15, 11], [16, 11], [17, 10], [18, 9], [19, 11], [20, 9], [21, 3]]);
  return hour * 60 + random.int(0, 59);
}
