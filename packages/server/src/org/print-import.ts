import type { Label } from "@muster/engine";
import { columns } from "../cli/columns.ts";
import type { Context } from "../cli/context.ts";
import { countOf } from "../cli/count-of.ts";
import { label } from "../cli/label.ts";
import { namesOf, withCode, type Names } from "../cli/names.ts";
import { isRejection } from "@muster/engine/sources";
import type { DutyChange, PersonChange, UnitChange } from "./compare-organisations.ts";
import type { OrgImport } from "./plan-import.ts";

/** Lines of one list; what is longer is counted. */
const mostLines = 200;

/** Shows what an import would change: units, people, pairings and responsibilities, and the rows that are rejected. */
export async function printImport(context: Context, { changes, rejected, rows, tickets }: OrgImport): Promise<void> {
  const { print, text } = context;
  const names = await namesOf(context);
  const list = (head: Label, lines: readonly (readonly string[])[]) => {
    if (lines.length === 0) return;
    print(label(`${head["zh-CN"]}（${lines.length}）`, `${head.en} (${lines.length})`));
    for (const line of columns(lines.slice(0, mostLines))) print(`  ${line}`);
    if (lines.length > mostLines) print(label(`  另有 ${lines.length - mostLines} 项`, `  and ${lines.length - mostLines} more`));
  };
  const say = (zh: string, en: string) => text(label(zh, en));
  const unitLine = (change: UnitChange) => {
    const open = tickets.get(change.code) ?? 0;
    const concerned = open > 0 ? say(`未结案卷 ${open} 件`, countOf(open, "open ticket")) : "";
    return [text(unitWords[change.type]), withCode(text(change.label), change.code), detailOf(change, names, text), concerned];
  };
  list(label("单位", "Units"), changes.units.map(unitLine));
  list(label("人员", "People"), await Promise.all(changes.people.map((change) => personLine(change, names, text))));
  list(
    label("包保和职责", "Pairings and responsibilities"),
    changes.duties.map((change) => dutyLine(change, names, text)),
  );
  const reasons = rejected.flatMap((row) => row.reasons.filter(isRejection).map((reason) => ({ row, reason })));
  list(
    label("拒绝的行", "Rejected rows"),
    reasons.map(({ row, reason }) => [`${row.file}:${row.line}`, text(reason.message), `[${reason.code}]`]),
  );
  print(label(`读取 ${rows} 行，拒绝 ${rejected.length} 行`, `${countOf(rows, "row")} read, ${rejected.length} rejected`));
}

const unitWords: Readonly<Record<UnitChange["type"], Label>> = {
  added: label("新增", "added"),
  moved: label("划转", "moved"),
  renamed: label("更名", "renamed"),
  changed: label("改变", "changed"),
  merged: label("并入", "merged"),
  retired: label("撤销", "retired"),
  returned: label("恢复", "returned"),
  removed: label("删去", "removed"),
};

function detailOf(change: UnitChange, names: Names, text: Context["text"]): string {
  switch (change.type) {
    case "moved":
      return `${names.unit(change.from)} → ${names.unit(change.to)}`;
    case "renamed":
      return text(label(`原名 ${change.from["zh-CN"]}`, `was ${change.from.en}`));
    case "merged":
      return `→ ${withCode(names.unit(change.into), change.into)}`;
    case "changed":
      return change.keys.join(", ");
    case "added":
    case "retired":
    case "returned":
    case "removed":
      return "";
  }
}

const personWords: Readonly<Record<PersonChange["type"], Label>> = {
  comes: label("到任", "comes"),
  goes: label("离任", "goes"),
  changes: label("变动", "changes"),
};

async function personLine({ type, id, gains, loses }: PersonChange, names: Names, text: Context["text"]): Promise<readonly string[]> {
  const seat = ({ role, unit, from, until }: PersonChange["gains"][number]): string => {
    const days = from === undefined && until === undefined ? "" : ` ${from ?? ""}…${until ?? ""}`;
    return `${names.role(role)} · ${names.unit(unit)}${days}`;
  };
  const seats = [...gains.map((each) => `+ ${seat(each)}`), ...loses.map((each) => `- ${seat(each)}`)];
  return [text(personWords[type]), await names.person(id), seats.join("; ")];
}

function dutyLine({ type, list, item }: DutyChange, names: Names, text: Context["text"]): readonly string[] {
  const days = item["from"] === undefined && item["until"] === undefined ? "" : ` ${item["from"] ?? ""}…${item["until"] ?? ""}`;
  const under = item["under"] === undefined ? "" : ` · ${names.unit(item["under"])}`;
  const what = list === "pairings" ? names.unit(item["with"]) : names.category(item["category"]);
  return [
    text(type === "added" ? label("新增", "added") : label("取消", "removed")),
    `${names.unit(item["unit"])} → ${what}${under}${days}`,
  ];
}
