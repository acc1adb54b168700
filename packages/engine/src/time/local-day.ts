/** Milliseconds of 24 hours. */
export const dayLength = 86_400_000;

/** A date of the calendar as a number: whole days since 1970-01-01, wherever one is. NaN for no date such as 2026-02-30. */
export function dayOf(date: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // V8 takes 2026-02-30 for March 2nd.
  return Number.isNaN(at) || dateOf(at / dayLength) !== date ? NaN : at / dayLength;
}

/** The date as ISO 8601: `2026-01-31`. */
export function dateOf(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

export function yearOf(day: number): number {
  return new Date(day * dayLength).getUTCFullYear();
}

/** The first day of a year. */
export function newYear(year: number): number {
  return Date.UTC(year, 0, 1) / dayLength;
}

/** 0 is Monday, 6 Sunday, as in ISO 8601 less one. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}

/** The day of the year as `MM-DD`, which sorts by season. */
export function monthDayOf(day: number): string {
  return dateOf(day).slice(5);
}
