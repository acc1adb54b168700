import type { EvaluationDocument, FigureCases, FigureGrouping, FigureRow, Figures, FiguresAsOf, ScoreValue } from "@muster/engine";
import { columns } from "./columns.ts";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import { lateness } from "./lateness.ts";
import type { Names } from "./names.ts";

/** Figures for people: all of one row below each other, several rows side by side. */
export async function printFigures(
  context: Context,
  names: Names,
  document: EvaluationDocument,
  figures: Figures,
  by: FigureGrouping | undefined,
): Promise<void> {
  const { print, text } = context;
  const { unit, category, months } = figures;
  const [first = "", last = ""] = [months[0], months.at(-1)];
  const place = unit === undefined ? text(label("全部", "all units")) : names.unit(unit);
  const kind = category === undefined ? "" : `  ${category === "" ? text(noCategory) : names.category(category)}`;
  print(`${text(document.label)}  ${place}${kind}  ${first === last ? first : `${first}..${last}`}`);
  const [only] = figures.rows;
  if (by === undefined) {
    if (only) for (const line of columns(linesOf(context, document, only))) print(`  ${line}`);
  } else if (figures.rows.length === 0) print(label("  没有数据。", "  There is nothing."));
  else for (const line of columns(await tableOf(context, names, document, figures, by))) print(`  ${line}`);
  printWarnings(context, document, figures.rows);
  printAsOf(context, figures.asOf);
}

function linesOf(
  { text }: Context,
  { tallies, indicators = [], scores = [] }: EvaluationDocument,
  row: FigureRow,
): readonly (readonly string[])[] {
  return [
    ...tallies.flatMap(({ name, label: called }) => {
      const amount = row.tallies[name];
      return amount === undefined ? [] : [[text(called), number(amount), name]];
    }),
    ...indicators.flatMap(({ name, label: called }) => {
      const found = row.indicators[name];
      return found ? [[text(called), percent(found.value), `${number(found.part)} / ${number(found.of)}`]] : [];
    }),
    ...scores.flatMap(({ name, label: called, total }) => {
      const found = row.scores[name];
      if (!found) return [];
      const parts = found.parts.map(({ indicator, points, weight }) => {
        const named = indicators.find((each) => each.name === indicator)?.label;
        return `${named ? text(named) : indicator} ${points === null ? "—" : number(points)} / ${number(weight)}`;
      });
      return [[text(called), `${scored(found)} / ${number(total)}`, parts.join(text(label("，", ", ")))]];
    }),
  ];
}

async function tableOf(
  { text }: Context,
  names: Names,
  { tallies, indicators = [], scores = [] }: EvaluationDocument,
  { rows, unit, category }: Figures,
  by: FigureGrouping,
): Promise<readonly (readonly string[])[]> {
  const [counted] = tallies;
  const head = ["", ...(counted ? [text(counted.label)] : []), ...[...indicators, ...scores].map((each) => text(each.label))];
  const lines = rows.map(async (row) => [
    await nameOf(names, text, by, row.value, by === "unit" ? unit : category),
    ...(counted ? [number(row.tallies[counted.name] ?? 0)] : []),
    ...indicators.map(({ name }) => `${percent(row.indicators[name]?.value ?? null)}${row.indicators[name]?.warning ? " !" : ""}`),
    ...scores.map(({ name }) => scored(row.scores[name])),
  ]);
  return [head, ...(await Promise.all(lines))];
}

/** Among those beneath it, what is right at the unit or category that was asked for is told from the whole of it. */
async function nameOf(
  names: Names,
  text: Context["text"],
  by: FigureGrouping,
  value: string | null,
  asked: string | undefined,
): Promise<string> {
  if (value === null)
    return text(by === "unit" ? label("（无单位）", "(no unit)") : by === "category" ? noCategory : label("（无）", "(none)"));
  const itself = (name: string) => (value === asked ? text(label(`${name}（本级）`, `${name} (itself)`)) : name);
  if (by === "unit") return itself(names.unit(value));
  if (by === "category") return itself(names.category(value));
  return by === "person" ? names.person(value) : value;
}

const noCategory = label("（无类别）", "(no category)");

/** What a definition warns of is said in its own words, once. */
function printWarnings({ print, text }: Context, { indicators = [] }: EvaluationDocument, rows: readonly FigureRow[]): void {
  for (const { name, warn } of indicators) {
    if (warn && rows.some((row) => row.indicators[name]?.warning)) print(`  ! ${text(warn.label)}`);
  }
}

/** As of when figures are true; what is not counted yet, or by other rules, is said. */
function printAsOf({ print, tenant }: Context, { position, at, behind, recounting }: FiguresAsOf): void {
  const when = at === null ? "—" : formatInstant(at, tenant.zone);
  print(label(`  截至 ${when}（日志位置 ${position}）`, `  as of ${when} (feed position ${position})`));
  if (behind) print(label("  注意：还有较新的记录未计入。", "  Note: newer entries are not counted yet."));
  if (recounting)
    print(
      label(
        `  注意：定义、时区或组织已改变，正在重新统计（${recounting.done} / ${recounting.total}）；以上仍是原有数字。`,
        `  Note: definitions, zone or units have changed and all is being counted anew (${recounting.done} of ${recounting.total}); these are still the figures of before.`,
      ),
    );
}

/** The tickets behind a number. */
export async function printCases(
  context: Context,
  names: Names,
  { tallies }: EvaluationDocument,
  tally: string,
  { cases, next, asOf }: FigureCases,
): Promise<void> {
  const { print, note, text, tenant, now } = context;
  const called = tallies.find(({ name }) => name === tally)?.label;
  if (called) print(text(called));
  const head = [
    ["案卷号", "Number"],
    ["计入", "Counts"],
    ["单位", "Unit"],
    ["月份", "Month"],
    ["办理人", "Person"],
    ["状态", "State"],
    ["上报", "Reported"],
    ["时限", "Clock"],
  ] as const;
  const rows = await Promise.all(
    cases.map(async ({ ticket, amount, unit, month, person, seen }) => {
      const late = seen && lateness(seen, now());
      const exempted = seen?.exempted ? text(label("（申诉免责）", " (exempted)")) : "";
      return [
        seen?.number ?? ticket,
        number(amount),
        unit === "" ? "—" : names.unit(unit),
        month ?? "",
        person === undefined ? "—" : await names.person(person),
        seen ? names.state(seen.process, seen.state) : "—",
        seen ? formatInstant(seen.reportedAt, tenant.zone) : "—",
        late ? `${text(late)}${exempted}` : "",
      ];
    }),
  );
  if (rows.length > 0) for (const line of columns([head.map(([zh, en]) => text(label(zh, en))), ...rows])) print(`  ${line}`);
  else note(label("没有案卷。", "There are no tickets."));
  printAsOf(context, asOf);
  if (next !== undefined) note(label(`还有更多：--after ${next}`, `There are more: --after ${next}`));
}

/** Two decimals where there are any. */
function number(value: number): string {
  return String(Number(value.toFixed(2)));
}

function percent(value: number | null): string {
  return value === null ? "—" : `${number(value * 100)} %`;
}

function scored(score: ScoreValue | undefined): string {
  if (!score || score.value === null) return "—";
  return score.grade ? `${number(score.value)} ${score.grade.code}` : number(score.value);
}
