import type { TicketCount } from "@muster/engine";
import { columns } from "../../cli/columns.ts";
import type { Context } from "../../cli/context.ts";
import { countOf } from "../../cli/count-of.ts";
import { label } from "../../cli/label.ts";
import { namesOf } from "../../cli/names.ts";
import type { TicketCounts } from "../count-tickets.ts";
import type { ImportSummary } from "../import-file.ts";

/** Says how an import went: the rows, the reasons, what was published, and where the tickets of the source stand. */
export async function printSummary(context: Context, summary: ImportSummary): Promise<void> {
  const { print, text } = context;
  const say = (zh: string, en: string) => text(label(zh, en));
  const { rows, imported, unchanged, flagged, rejected, commands, milliseconds, noted } = summary;
  const seconds = (milliseconds / 1000).toFixed(1);
  if (summary.dryRun) print(label("试运行：什么也没有写入。", "Dry run: nothing was written."));
  const sent = summary.target === "reports" ? say(`；命令 ${commands} 条`, `; ${countOf(commands, "command")}`) : "";
  print(`${say(`读取 ${rows} 行`, `${countOf(rows, "row")} read`)}${sent}${say(`；用时 ${seconds} 秒`, `; ${seconds} s`)}`);
  const ended = [
    [say("导入", "imported"), String(imported)],
    [say("导入并标注", "flagged (imported with a note)"), String(flagged)],
    [
      say("未变", "unchanged"),
      `${unchanged}${noted > flagged ? say(`（其中有标注 ${noted - flagged}）`, ` (${noted - flagged} with a note)`) : ""}`,
    ],
    [say("拒绝", "rejected"), String(rejected)],
  ];
  printTable(context, ended);
  printReasons(context, summary);
  printWithoutEnglish(context, summary);
  for (const { kind, id, version, changed } of summary.published ?? [])
    print(`${kind}/${id}@${version}  ${changed ? say("已发布", "published") : say("未变", "unchanged")}`);
  if (summary.counts && summary.counts.tickets > 0) await printCounts(context, summary.counts);
}

function printReasons({ print, text }: Context, { reasons, rejects }: ImportSummary): void {
  if (reasons.length > 0) print(label("原因：", "Reasons:"));
  const lines = reasons.map(({ outcome, code, column, rows, line, message }) => [
    text(outcome === "rejected" ? label("拒绝", "rejected") : label("标注", "flagged")),
    String(rows),
    `[${code}]${column === undefined ? "" : ` ${column}`}`,
    text(label(`首见于第 ${line} 行：${message["zh-CN"]}`, `first on line ${line}: ${message.en}`)),
  ]);
  printTable({ print }, lines);
  if (rejects !== undefined) print(label(`逐行清单：${rejects}`, `Line by line: ${rejects}`));
}

/** Nobody translates by guessing; that the English is missing is a finding of its own. */
function printWithoutEnglish({ print }: Context, { withoutEnglish = 0 }: ImportSummary): void {
  if (withoutEnglish === 0) return;
  print(
    label(
      `${withoutEnglish} 个名称和条件没有英文，以中文代替；英文可写入映射（label.en、filing.en、closing.en）。`,
      `${countOf(withoutEnglish, "name or condition", "names and conditions")} without English, where the Chinese stands; give it in the mapping (label.en, filing.en, closing.en).`,
    ),
  );
}

async function printCounts(context: Context, { tickets, tier, owner, state, closed, open }: TicketCounts): Promise<void> {
  const { print, text } = context;
  const say = (zh: string, en: string) => text(label(zh, en));
  const names = await namesOf(context);
  const table = (heading: string, counts: readonly TicketCount[], name: (value: string | null) => string) => {
    print(heading);
    printTable(
      context,
      counts.map((count) => [name(count.value), String(count.tickets)]),
    );
  };
  print(label(`该来源现有案卷 ${tickets} 件`, `${countOf(tickets, "ticket")} of this source now`));
  table(say("按层级：", "By tier:"), tier.toSorted(byValue), (value) => names.tier(value === null ? undefined : Number(value)));
  table(say("按单位：", "By unit:"), owner, (value) => names.unit(value ?? undefined));
  table(say("按状态：", "By state:"), state, (value) => (value === null ? "—" : names.storedState(value)));
  print(label("期限：", "Deadlines:"));
  printTable(context, [
    [say("按期结案", "closed on time"), String(closed.withDue - closed.late)],
    [say("超期结案", "closed late"), String(closed.late)],
    [say("未结未超期", "open, not late"), String(open.withDue - open.late)],
    [say("未结已超期", "open and late"), String(open.late)],
    [say("无期限", "without a deadline"), String(tickets - closed.withDue - open.withDue)],
  ]);
}

function byValue(a: TicketCount, b: TicketCount): number {
  return (a.value ?? "") < (b.value ?? "") ? -1 : 1;
}

function printTable({ print }: Pick<Context, "print">, rows: readonly (readonly string[])[]): void {
  for (const line of columns(rows)) print(`  ${line}`);
}
