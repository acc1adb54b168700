import { groupings, type Grouping, type Label, type Stage, type Ticket, type TicketCount } from "@muster/engine";
import type { Command } from "commander";
import { columns } from "../columns.ts";
import { reading, type Context } from "../context.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { formatInstant } from "../format-instant.ts";
import { label } from "../label.ts";
import { lateness } from "../lateness.ts";
import { namesOf, type Names } from "../names.ts";
import { oneOf } from "../one-of.ts";
import { parseCount } from "../parse-count.ts";
import { stageLabels } from "../stage-labels.ts";
import { addFilterOptions, ticketFilter, type FilterOptions } from "../ticket-filter.ts";
import { translate } from "../translate.ts";

interface Options extends FilterOptions {
  readonly limit?: string;
  readonly after?: string;
  readonly count?: string;
}

/** `muster list`: tickets, or how many of them. */
export function listCommand(program: Command): void {
  const t = translate(program);
  const command = program.command("list").description(t("列出案卷，或统计数量", "list tickets, or count them"));
  addFilterOptions(command)
    .option("--limit <n>", t("至多列出的数量（默认 50）", "how many at most (default: 50)"))
    .option("--after <id>", t("从此编号之后开始", "begin after this id"))
    .option("--count <by>", t(`按 ${groupings.join("、")} 统计`, `count by ${groupings.join(", ")}`))
    .action(
      reading(async (context, called) => {
        const options = called.opts<Options>();
        const names = await namesOf(context);
        const filter = await ticketFilter(options, names.world, context.now());
        if (options.count !== undefined) {
          const by = oneOf("--count", groupings, options.count);
          return printCounts(context, names, by, await context.engine.count(context.actor, by, filter));
        }
        const limit = options.limit === undefined ? 50 : parseCount("--limit", options.limit);
        // One more than asked for tells whether there is more.
        const found = await context.engine.list(context.actor, filter, { limit: limit + 1, after: options.after });
        return printTickets(context, names, found.slice(0, limit), found.length > limit);
      }),
    );
}

function printTickets(context: Context, names: Names, tickets: readonly Ticket[], hasMore: boolean): ExitCode {
  const { emit, print, note, text, tenant, now } = context;
  for (const ticket of tickets) emit(ticket);
  const rows = tickets.map((ticket) => {
    const late = lateness(ticket, now());
    return [
      ticket.number,
      names.state(ticket.process, ticket.state),
      names.tier(ticket.tier),
      names.category(ticket.category),
      names.unit(ticket.owner),
      formatInstant(ticket.reportedAt, tenant.zone),
      ticket.due === undefined ? "—" : formatInstant(ticket.due, tenant.zone),
      late ? text(late) : "",
    ];
  });
  const head = [
    ["案卷号", "Number"],
    ["状态", "State"],
    ["层级", "Tier"],
    ["类别", "Category"],
    ["主办", "Owner"],
    ["上报", "Reported"],
    ["期限", "Due"],
    ["时限", "Clock"],
  ] as const;
  if (rows.length > 0) for (const line of columns([head.map(([zh, en]) => text(label(zh, en))), ...rows])) print(line);
  else note(label("没有符合条件的案卷。", "No ticket fits."));
  const last = tickets.at(-1);
  if (hasMore && last) note(label(`还有更多：--after ${last.id}`, `There are more: --after ${last.id}`));
  return exitCodes.done;
}

function printCounts({ emit, print, text }: Context, names: Names, by: Grouping, counts: readonly TicketCount[]): ExitCode {
  emit({ by, counts });
  const head = [
    ["", ""],
    ["案卷", "Tickets"],
    ["有期限", "With deadline"],
    ["超期", "Late"],
  ] as const;
  const total = { value: null, tickets: 0, withDue: 0, late: 0 };
  for (const each of counts) for (const key of ["tickets", "withDue", "late"] as const) total[key] += each[key];
  const row = (called: string, { tickets, withDue, late }: TicketCount) => [called, String(tickets), String(withDue), String(late)];
  const rows = counts.map((each) => row(each.value === null ? "—" : valueName(names, text, by, each.value), each));
  for (const line of columns([head.map(([zh, en]) => text(label(zh, en))), ...rows, row(text(label("合计", "Total")), total)])) print(line);
  return exitCodes.done;
}

function valueName(names: Names, text: (label: Label) => string, by: Grouping, value: string): string {
  switch (by) {
    case "stage":
      return value in stageLabels ? text(stageLabels[value as Stage]) : value;
    case "tier":
      return names.tier(Number(value));
    case "owner":
      return names.unit(value);
    case "category":
      return names.category(value);
    case "state":
      return names.storedState(value);
    case "source":
      return value;
  }
}
