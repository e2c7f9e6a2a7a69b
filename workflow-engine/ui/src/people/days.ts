const written = (day: Date): string => {
  const part = (number: number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${part(day.getMonth() + 1)}-${part(day.getDate())}`;
};

const read = (day: string): Date => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date);
};

/** Today, as inputs of dates write it. */
export const today = (now: Date = new Date()): string => written(now);

/** The day some days after another one. */
export function dayAfter(day: string, days: number): string {
  const moved = read(day);
  moved.setDate(moved.getDate() + days);
  return written(moved);
}

/** When a day begins for the reader. */
export const dayStart = (day: string): string => read(day).toISOString();

/** The last minute before a moment that is not included. */
export const minuteBefore = (moment: string): string =>
  new Date(new Date(moment).getTime() - 60_000).toISOString();
