import type { DecisionBacktest, Json, TableDecisions } from "@muster/engine";
import { columns } from "./columns.ts";
import type { Context } from "./context.ts";
import { countOf } from "./count-of.ts";
import { label } from "./label.ts";
import { withCode, type Names } from "./names.ts";
import { namedTickets } from "./named-tickets.ts";

type Speaking = Pick<Context, "print" | "text">;

/** Most lines of one list. */
const most = 15;

/** What rule tables answer otherwise, table by table. */
export function printDecisions(context: Speaking, names: Names, { tickets, decisions, changed, tables }: DecisionBacktest): void {
  const { print } = context;
  if (tables.length === 0) return print(label("草案没有改动任何规则表。", "The drafts change no rule table."));
  print(
    label(
      `${tickets} 件案卷的 ${decisions} 次规则判断按草案重问，${changed.total} 件的答案不同（不再往下走）：`,
      `${countOf(decisions, "decision")} on ${countOf(tickets, "ticket")}, asked again; another answer on ${countOf(changed.total, "ticket")} (nothing follows from it here):`,
    ),
  );
  for (const table of tables) printTable(context, names, table);
}

function printTable({ print, text }: Speaking, names: Names, found: TableDecisions): void {
  const { table, decisions, asRecorded, changed, rows, outputs, unknown, missing } = found;
  print("");
  print(
    label(
      `${table}：${decisions} 次，${changed.total} 件不同；已发布的版本有 ${asRecorded} 次与记录一致`,
      `${table}: ${countOf(decisions, "decision")}, otherwise on ${countOf(changed.total, "ticket")}; what is published answers ${asRecorded} as recorded`,
    ),
  );
  const told = [
    ...outputs.map(
      ({ output, before, after, tickets }) => [`  ${output}: ${shown(names, before)} → ${shown(names, after)}`, tickets] as const,
    ),
    ...rows.map(
      ({ before, after, tickets }) =>
        [text(label(`  行 ${before || "—"} → ${after || "—"}`, `  row ${before || "—"} → ${after || "—"}`)), tickets] as const,
    ),
  ];
  for (const line of columns(told.slice(0, most).map(([said, tickets]) => [said, String(tickets.total), namedTickets(text, tickets)])))
    print(line);
  if (told.length > most) print(label(`  另有 ${told.length - most} 行，见 --json`, `  and ${told.length - most} more lines, with --json`));
  if (missing.length > 0)
    print(
      label(
        `  草案新用的输入 ${missing.join("、")} 当时没有记录，无法重问；请不加 --decisions 再运行。`,
        `  The draft asks for ${missing.join(", ")}, which was not recorded; run it without --decisions.`,
      ),
    );
  else if (unknown.total > 0)
    print(
      label(
        `  ${unknown.total} 件的文字已抹除，无法重问。`,
        `  The texts of ${unknown.total} tickets were erased; they cannot be asked again.`,
      ),
    );
}

function shown(names: Names, value: Json): string {
  if (typeof value !== "string") return value === null ? "—" : JSON.stringify(value);
  const known = names.unit(value) === value ? names.category(value) : names.unit(value);
  return withCode(known, value);
}
