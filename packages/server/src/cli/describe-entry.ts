import type { Entry, Json, Label, StoryEntry, Ticket } from "@muster/engine";
import type { Context } from "./context.ts";
import type { FormSpec } from "./field-value.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import type { Names } from "./names.ts";
import { oneLine } from "./one-line.ts";

const unnamed = { system: label("系统", "system"), staff: label("工作人员", "staff") };

/** One thing that happened to a ticket: when, who, what, from where to where, and what was filled in. */
export async function describeEntry(
  { text, tenant }: Pick<Context, "text" | "tenant">,
  names: Names,
  process: Ticket["process"],
  { entry, texts }: StoryEntry,
): Promise<readonly string[]> {
  const { label: command, form: spec } = commandOf(names, process, entry);
  const moved = entry.from === undefined || JSON.stringify(entry.from) !== JSON.stringify(entry.to);
  const from = entry.from === undefined ? "" : `${names.state(process, entry.from)} `;
  const written =
    entry.recordedAt - entry.at >= 60_000
      ? text(
          label(`（补记于 ${formatInstant(entry.recordedAt, tenant.zone)}）`, ` (written ${formatInstant(entry.recordedAt, tenant.zone)})`),
        )
      : "";
  const who = "id" in entry.actor ? await names.person(entry.actor.id) : text(unnamed[entry.actor.kind]);
  const move = moved ? `  ${from}→ ${names.state(process, entry.to)}` : "";
  const attached = entry.attachments?.length ?? 0;
  return [
    `${String(entry.seq).padStart(3)}  ${formatInstant(entry.at, tenant.zone)}${written}  ${who}  ${text(command)} (${entry.type})${move}`,
    ...Object.entries(entry.form ?? {}).map(([name, value]) => {
      const asked = spec[name];
      const [called, said] = [asked?.label ?? label(name, name), valueOf(names, tenant.zone, asked?.type, value, texts[name], text)];
      return `       ${text(label(`${called["zh-CN"]}：${said}`, `${called.en}: ${said}`))}`;
    }),
    ...(attached > 0 ? [`       ${text(label(`附件 ${attached} 个`, `${attached} attached`))}`] : []),
  ];
}

function commandOf(
  { world }: Names,
  process: Ticket["process"],
  { type, from, ...entry }: Entry,
): { readonly label: Label; readonly form: FormSpec } {
  const found = world.process(process.id, process.version);
  if (type === "timer") return { label: entry.rungs ? label("升级", "Escalation") : label("到时", "Timer"), form: {} };
  if (from === undefined) return { label: label("上报", "Report"), form: found?.document.meta.report.form ?? {} };
  const leaves = new Set(found?.leaves(from).map((leaf) => leaf.place));
  const edges = found?.commands.get(type) ?? [];
  const isAbove = (place: string) => [...leaves].some((leaf) => leaf === place || leaf.startsWith(`${place}/`));
  const meta = (edges.find((edge) => isAbove(edge.source.place)) ?? edges[0])?.transition.meta;
  return { label: meta?.label ?? label(type, type), form: meta?.form ?? {} };
}

function valueOf(
  names: Names,
  zone: string,
  type: string | undefined,
  value: Json,
  body: string | undefined,
  text: (label: Label) => string,
): string {
  if (type === "text") return body === undefined ? text(label("（已删除）", "(erased)")) : oneLine(body);
  if (type === "unit" && typeof value === "string") return `${names.unit(value)} (${value})`;
  if (type === "category" && typeof value === "string") return `${names.category(value)} (${value})`;
  if (type === "units" && Array.isArray(value)) return value.map((code) => names.unit(String(code))).join(", ");
  if (type === "instant" && typeof value === "number") return formatInstant(value, zone);
  if (typeof value === "boolean") return text(value ? label("是", "yes") : label("否", "no"));
  if (body !== undefined) return oneLine(body);
  return oneLine(typeof value === "string" ? value : JSON.stringify(value));
}
