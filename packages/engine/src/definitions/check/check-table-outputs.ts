import { errorAt, type Finding } from "../../model/finding.ts";
import { parseOutput } from "../../rules/cells/parse-output.ts";
import type { RuleTable, TableOutput } from "../../rules/table.ts";
import { takes, type OutputUse } from "../table-use.ts";
import type { Asking } from "./asking.ts";
import { nearestName } from "./nearest-name.ts";

/** Every output is one that the action reads, of its type and within its values; none is missing that it cannot do without. */
export function checkTableOutputs(asking: Asking): Finding[] {
  const { table, asks } = asking;
  const there = new Set(table.outputs.map(({ name }) => name));
  const open = Object.keys(asks.outputs).filter((name) => !there.has(name));
  const strays = table.outputs
    .filter(({ name }) => !Object.hasOwn(asks.outputs, name))
    .map(({ name }) => ({ name, meant: nearestName(name, open) }));
  // A misspelt output is one mistake; that the right one is missing is not said besides.
  const missing = open.filter((name) => asks.outputs[name]?.required && !strays.some(({ meant }) => meant === name));
  return [
    ...strays.map(({ name, meant }) => stray(asking, name, meant)),
    ...missing.map((name) => lacking(asking, name)),
    ...table.outputs.flatMap((output, i) => checkOutput(asking, output, i)),
  ];
}

function stray({ place, action, asks, table }: Asking, name: string, meant: string | undefined): Finding {
  const [zh, en] = meant ? [`是否应为 ${meant}？`, ` did you mean ${meant}?`] : ["", ""];
  const known = Object.keys(asks.outputs);
  return errorAt(
    place,
    "table-output",
    `动作 ${action} 不读规则表 ${table.id} 的输出 ${name}：${zh}它只读 ${known.join("、")}；请改名或删去这一输出。`,
    `The action ${action} does not read the output ${name} of the rule table ${table.id}:${en} It reads ${known.join(", ")}; rename the output, or remove it.`,
  );
}

function lacking({ place, action, asks, table }: Asking, name: string): Finding {
  const type = asks.outputs[name]?.type;
  return errorAt(
    place,
    "no-table-output",
    `动作 ${action} 需要规则表 ${table.id} 的输出 ${name}，而表中没有；请加上类型为 ${type} 的输出 ${name}。`,
    `The action ${action} needs the output ${name} of the rule table ${table.id}, which has none; add the output ${name} of the type ${type}.`,
  );
}

function checkOutput(asking: Asking, output: TableOutput, column: number): Finding[] {
  const use = Object.hasOwn(asking.asks.outputs, output.name) ? asking.asks.outputs[output.name] : undefined;
  if (!use) return [];
  return output.type === use.type ? checkValues(asking, output, use, column) : [mistyped(asking, output, use)];
}

function mistyped({ place, action, table }: Asking, { name, type }: TableOutput, use: OutputUse): Finding {
  return errorAt(
    place,
    "table-output-type",
    `动作 ${action} 读取规则表 ${table.id} 的输出 ${name}，其类型须为 ${use.type}，而表中是 ${type}；请改正输出的类型。`,
    `The action ${action} reads the output ${name} of the rule table ${table.id} as ${use.type}, and the table says ${type}; correct the type of the output.`,
  );
}

/** What a row computes is only known when it does. */
function checkValues({ place, action, table }: Asking, output: TableOutput, use: OutputUse, column: number): Finding[] {
  if (!use.values) return [];
  const wrong = outsiders(table, output, column, use);
  const [first] = wrong;
  if (!first) return [];
  const [where, values] = [wrong.slice(0, 5).map(({ row }) => row), use.values.join(", ")];
  const more = wrong.length > where.length ? " …" : "";
  return [
    errorAt(
      place,
      "table-output-value",
      `规则表 ${table.id} 的输出 ${output.name} 在 ${where.join("、")}${more} 中给出 ${first.text}，而动作 ${action} 只接受 ${values}；请改正这些行，并在输出的 values 中列出 ${values}。`,
      `The output ${output.name} of the rule table ${table.id} answers ${first.text} in ${where.join(", ")}${more}, and the action ${action} takes only ${values}; correct the rows, and list ${values} as the values of the output.`,
    ),
  ];
}

/** The cells that say what the action does not take, and the rows they stand in; the same text is read once. */
function outsiders({ rows }: RuleTable, output: TableOutput, column: number, use: OutputUse) {
  const known = new Map<string, boolean>();
  const isOutside = (text: string): boolean => {
    const outside = known.get(text) ?? isOutsider(use, text);
    known.set(text, outside);
    return outside;
  };
  const cells = rows.map(({ id, then }) => ({ row: id, text: then[column] ?? "null" }));
  return [...cells, { row: "default", text: output.default ?? "null" }].filter(({ text }) => isOutside(text));
}

function isOutsider(use: OutputUse, text: string): boolean {
  const cell = parseOutput(text, []);
  return cell.type === "constant" && cell.value !== null && !takes(use, cell.value);
}
