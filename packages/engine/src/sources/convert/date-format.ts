/** A wall-clock time as a file states it, without a zone. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** Reads a text by a format: the wall-clock time, an instant where the text states its offset, or undefined. */
export type ReadTime = (text: string) => WallTime | { readonly epoch: number } | undefined;

/** Longer tokens first, since `M` would otherwise match half of `MM`. */
const tokens: Readonly<Record<string, readonly [name: string, pattern: string]>> = {
  yyyy: ["year", String.raw`\d{4}`],
  yy: ["shortYear", String.raw`\d{2}`],
  MM: ["month", String.raw`\d{2}`],
  M: ["month", String.raw`\d{1,2}`],
  dd: ["day", String.raw`\d{2}`],
  d: ["day", String.raw`\d{1,2}`],
  HH: ["hour", String.raw`\d{2}`],
  H: ["hour", String.raw`\d{1,2}`],
  hh: ["hour12", String.raw`\d{2}`],
  h: ["hour12", String.raw`\d{1,2}`],
  mm: ["minute", String.raw`\d{2}`],
  m: ["minute", String.raw`\d{1,2}`],
  SSS: ["millisecond", String.raw`\d{3}`],
  ss: ["second", String.raw`\d{2}`],
  s: ["second", String.raw`\d{1,2}`],
  a: ["half", String.raw`[AaPp]\.?[Mm]\.?|上午|下午`],
};

const token = /'([^']*)'|yyyy|yy|MM|M|dd|d|HH|H|hh|h|mm|m|SSS|ss|s|a|[^']/g;

/** Compiles a declared format; quoted text and everything that is no token stands for itself. `yy` is in this century. */
export function compileFormat(format: string): { readonly ok: true; readonly read: ReadTime } | { readonly ok: false } {
  if (format === "iso") return { ok: true, read: readIso };
  if (format === "excel") return { ok: true, read: readSerial };
  const names: string[] = [];
  let pattern = "";
  for (const [text, quoted] of format.matchAll(token)) {
    const found = quoted === undefined && Object.hasOwn(tokens, text) ? tokens[text] : undefined;
    if (!found) {
      pattern += (quoted ?? text).replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
      continue;
    }
    if (names.includes(found[0])) return { ok: false };
    names.push(found[0]);
    pattern += `(?<${found[0]}>${found[1]})`;
  }
  const has = (name: string) => names.includes(name);
  const whole = (has("year") || has("shortYear")) && has("month") && has("day") && has("hour12") === has("half");
  if (!whole) return { ok: false };
  const shape = new RegExp(`^${pattern}$`, "u");
  return { ok: true, read: (text) => wallTime(shape.exec(text)?.groups) };
}

function wallTime(groups: Readonly<Record<string, string | undefined>> | undefined): WallTime | undefined {
  if (!groups) return undefined;
  const number = (name: string) => Number(groups[name] ?? 0);
  const hour12 = groups["hour12"] === undefined ? undefined : Number(groups["hour12"]);
  if (hour12 !== undefined && (hour12 < 1 || hour12 > 12)) return undefined;
  const afternoon = /^[Pp]|下午/.test(groups["half"] ?? "") ? 12 : 0;
  return {
    year: groups["year"] === undefined ? 2000 + number("shortYear") : number("year"),
    month: number("month"),
    day: number("day"),
    hour: hour12 === undefined ? number("hour") : (hour12 % 12) + afternoon,
    minute: number("minute"),
    second: number("second"),
    millisecond: number("millisecond"),
  };
}

const isoShape = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** ISO 8601: with an offset it is an instant, without one a wall-clock time. */
function readIso(text: string): ReturnType<ReadTime> {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", offset] = isoShape.exec(text) ?? [];
  if (year === undefined) return undefined;
  const wall = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, "0")),
  };
  if (offset === undefined || !isDay(wall)) return wall;
  const [sign, hours, minutes] = [offset.startsWith("-") ? -1 : 1, offset.slice(1, 3), offset.slice(-2)];
  const minutesOff = /z/i.test(offset) ? 0 : sign * (Number(hours) * 60 + Number(minutes));
  return { epoch: utc(wall) - minutesOff * 60_000 };
}

/** A serial number of a spreadsheet: days since the end of 1899, the time as a fraction. */
function readSerial(text: string): WallTime | undefined {
  const days = Number(text);
  if (text.trim() === "" || !(days >= 61 && days < 2_958_466)) return undefined;
  return wallTimeOf(new Date(Math.round((days - 25_569) * 86_400) * 1000));
}

/** The wall-clock time that a spreadsheet's date cell shows: its UTC parts. */
export function wallTimeOf(date: Date): WallTime {
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}

/** Whether the calendar and the clock have this time at all: no 30 February, no minute 60. */
export function isDay(wall: WallTime): boolean {
  return JSON.stringify(wallTimeOf(new Date(utc(wall)))) === JSON.stringify(wall);
}

function utc({ year, month, day, hour, minute, second, millisecond }: WallTime): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}
