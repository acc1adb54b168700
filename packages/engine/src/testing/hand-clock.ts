/** A clock that stands still until it is moved. Instants are epoch milliseconds. */
export interface HandClock {
  readonly now: () => number;
  readonly advance: (span: { readonly days?: number; readonly hours?: number; readonly minutes?: number; readonly ms?: number }) => void;
  /** Also backwards: a system's clock may be set back. */
  readonly set: (at: number) => void;
}

export function handClock(start: number | string = "2026-01-05T00:00:00Z"): HandClock {
  let at = typeof start === "number" ? start : Date.parse(start);
  return {
    now: () => at,
    advance: ({ days = 0, hours = 0, minutes = 0, ms = 0 }) => {
      at += ((days * 24 + hours) * 60 + minutes) * 60_000 + ms;
    },
    set: (to) => {
      at = to;
    },
  };
}
