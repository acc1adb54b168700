import type { Aspect, Backtest, ComparedTicket, Json, Label, Listed, Shift } from "@muster/engine";
import { columns } from "./columns.ts";
import type { Context } from "./context.ts";
import { countOf } from "./count-of.ts";
import { aspectLabels, describeDifference, describeValue } from "./describe-difference.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import type { Names } from "./names.ts";
import { namedTickets } from "./named-tickets.ts";

type Speaking = Pick<Context, "print" | "text" | "tenant">;

/** Most lines of one list. */
const most = 15;

/** The summary of a backtest: what changes first, then how far it can be believed. */
export function printBacktest(context: Speaking, names: Names, found: Backtest): void {
  const { print, text, tenant } = context;
  const [since, until] = [found.window.since, found.window.until].map((at) => formatInstant(at, tenant.zone));
  const { tickets, changed } = found;
  if (tickets === 0) return print(label(`${since} 至 ${until} 没有上报的案卷。`, `No ticket was reported from ${since} to ${until}.`));
  print(
    label(
      `${since} 至 ${until} 上报的 ${tickets} 件案卷，已发布的规则与草案各走一遍：`,
      `${countOf(tickets, "ticket")} reported from ${since} to ${until}, taken through what is published and through the drafts:`,
    ),
  );
  const share = ((changed.total / tickets) * 100).toFixed(1);
  print(
    changed.total === 0
      ? label("  没有一件结果不同", "  none comes out otherwise")
      : label(`  ${changed.total} 件（${share}%）结果不同`, `  ${changed.total} (${share} %) come out otherwise`),
  );
  for (const [aspect, moves] of [
    ["owner", found.owners],
    ["tier", found.tiers],
    ["category", found.categories],
    ["standard", found.standards],
  ] as const)
    printMoves(context, names, aspect, moves);
  printList(
    context,
    label("规则命中的行", "Rows that answer"),
    found.rows.map(({ table, before, after, tickets: listed }) => [`${table}: ${before || "—"} → ${after || "—"}`, listed]),
  );
  printList(context, label("期限", "Due"), [
    [text(label("提前", "earlier")), found.due.earlier],
    [text(label("推后", "later")), found.due.later],
    [text(label("新有期限", "has a deadline now")), found.due.gained],
    [text(label("不再有期限", "has none any more")), found.due.lost],
  ]);
  printList(context, label(`超期 ${found.late.before} → ${found.late.after}`, `Late ${found.late.before} → ${found.late.after}`), [
    [text(label("变为超期", "becomes late")), found.late.becomes],
    [text(label("不再超期", "is late no longer")), found.late.noLonger],
  ]);
  const others = (["coHandlers", "area", "priority", "state", "legs", "rungs", "recipients"] as const).map(
    (aspect) => [text(aspectLabels[aspect]), found.aspects[aspect]] as const,
  );
  printList(context, label("另有不同", "Also different"), others);
  printSums(context, found);
  printPaths(context, found);
  printNotable(context, names, found.notable);
}

function printMoves(context: Speaking, names: Names, aspect: Aspect, moves: readonly Shift[]): void {
  const moved = moves.filter(({ before, after }) => before !== after);
  const value = (each: Json) => describeValue(context, names, aspect, each);
  printList(
    context,
    aspectLabels[aspect],
    moved.map(({ before, after, tickets }) => {
      const all = moves.filter((move) => move.before === before).reduce((sum, move) => sum + move.tickets.total, 0);
      const share = context.text(label(`（原 ${all} 件）`, ` (of ${all})`));
      return [`${value(before)}${share} → ${value(after)}`, tickets];
    }),
  );
}

/** A heading and a line for each count that is not 0, with the numbers of some tickets behind it. */
function printList({ print, text }: Speaking, heading: Label, rows: readonly (readonly [called: string, tickets: Listed])[]): void {
  const told = rows.filter(([, { total }]) => total > 0);
  if (told.length === 0) return;
  print("");
  print(heading);
  const lines = columns(told.slice(0, most).map(([called, listed]) => [`  ${called}`, String(listed.total), namedTickets(text, listed)]));
  for (const line of lines) print(line);
  if (told.length > most) print(label(`  另有 ${told.length - most} 行，见 --json`, `  and ${told.length - most} more lines, with --json`));
}

function printSums({ print, text }: Speaking, { rungs, words, people }: Backtest): void {
  if (rungs.before === rungs.after && words.before === words.after && people.length === 0) return;
  print("");
  print(
    label(
      `升级 ${rungs.before} → ${rungs.after} 次，通知 ${words.before} → ${words.after} 次`,
      `Rungs ${rungs.before} → ${rungs.after}, words sent ${words.before} → ${words.after}`,
    ),
  );
  const lines = columns(people.slice(0, most).map(({ person, before, after }) => [`  ${person}`, `${before} → ${after}`]));
  for (const line of lines) print(text(label(line, line)));
}

/** How far the comparison follows what people did, and whether the past comes out as it was. */
function printPaths(
  context: Speaking,
  { tickets, asRecorded, deviating, overruled, standIns, leftOut, obstacles, historical, erased, cut }: Backtest,
): void {
  const { print, text } = context;
  print("");
  print(
    deviating.total === 0
      ? label(
          `自检：${tickets} 件的日志按当时的版本重走，全部与记录一致`,
          `Self-check: all ${tickets} journals come out as recorded under the versions of their time`,
        )
      : label(
          `自检：${tickets} 件中 ${asRecorded} 件的日志按当时的版本重走与记录一致，${deviating.total} 件不一致：${namedTickets(text, deviating)}`,
          `Self-check: ${asRecorded} of ${tickets} journals come out as recorded under the versions of their time; ${deviating.total} do not: ${namedTickets(text, deviating)}`,
        ),
  );
  const says: readonly (readonly [Listed, Label])[] = [
    [
      overruled,
      label(
        "件中，规则的答案不同，但当时有人另作决定，结果不变",
        "get another answer from a rule, which somebody had decided against anyway: nothing changes",
      ),
    ],
    [
      standIns,
      label(
        "件中，当时的人无权办理，由现主办单位的人在同一时刻代办",
        "went on with somebody else of the unit whose turn it now was, at the same times",
      ),
    ],
    [
      leftOut,
      label(
        "件中，有的步骤在新规则下做不到，已略过，其后的结果仅供参考",
        "had steps that would not have been possible: they were left out, and what follows is a guess",
      ),
    ],
    [
      historical,
      label(
        "件是补录的过去，不计时、不升级，升级和通知无从比较",
        "were told of the past: no timer runs for them, so that rungs and words are not compared",
      ),
    ],
    [erased, label("件的文字已抹除，读文字的规则读不到", "have erased texts, which rules could not read")],
    [cut, label("件的自动升级没有尽头，只走了一部分", "had repetitions without an end, which were followed only so far")],
  ];
  for (const [listed, said] of says)
    if (listed.total > 0)
      print(
        label(
          `  ${listed.total} ${said["zh-CN"]}：${namedTickets(text, listed)}`,
          `  ${listed.total} ${said.en}: ${namedTickets(text, listed)}`,
        ),
      );
  for (const { command, code, tickets: listed } of obstacles.slice(0, most)) print(`    ${command} (${code})  ${listed.total}`);
}

function printNotable(context: Speaking, names: Names, notable: readonly ComparedTicket[]): void {
  if (notable.length === 0) return;
  context.print("");
  context.print(label("先看这些：", "Look at these first:"));
  for (const { number, differences } of notable) {
    const said = differences
      .filter(({ aspect }) => aspect !== "answers")
      .slice(0, 4)
      .map((each) => {
        const [what, before, after] = describeDifference(context, names, each).map((cell) =>
          cell.length > 60 ? `${cell.slice(0, 60)}…` : cell,
        );
        return `${what} ${before} → ${after}`;
      });
    context.print(`  ${number}  ${said.join(context.text(label("；", "; ")))}`);
  }
}
