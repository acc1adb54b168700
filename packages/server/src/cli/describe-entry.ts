import {
  verdictForm,
  verdicts,
  partnerWordOf,
  type Entry,
  type Json,
  type Label,
  type StateValue,
  type StoryEntry,
  type Ticket,
  type Verdict,
} from "@muster/engine";
import type { Context } from "./context.ts";
import { legTitle } from "./describe-legs.ts";
import { describeRecount } from "./describe-recount.ts";
import { describeSiting } from "./describe-siting.ts";
import { describeRepin, repinLabel } from "./describe-repin.ts";
import type { FormSpec } from "./field-value.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import { besideLegs, entryOfLeg } from "./leg-entry.ts";
import { isLegRole, legRoleLabels } from "./leg-labels.ts";
import { withCode, type Names } from "./names.ts";
import { oneLine } from "./one-line.ts";

const unnamed = { system: label("系统", "system"), staff: label("工作人员", "staff") };

/** One thing that happened to a ticket: when, who, what, from where to where, and what was filled in. */
export async function describeEntry(
  context: Pick<Context, "text" | "tenant" | "engine" | "actor">,
  names: Names,
  ticket: Ticket,
  { entry, texts }: StoryEntry,
): Promise<readonly string[]> {
  const { text, tenant } = context;
  const { process } = ticket;
  const onLeg = entryOfLeg(names, ticket, entry);
  // By the version it stood on then; a reporter is not told which.
  const at = { id: process.id, version: entry.versions[`process/${process.id}`] ?? process.version };
  const { label: command, form: spec } = onLeg ? commandOf(names, onLeg.process, onLeg.entry) : commandOf(names, at, entry);
  const moved = entry.from === undefined || JSON.stringify(entry.from) !== JSON.stringify(entry.to);
  const before = { ...at, version: entry.repin?.from ?? at.version };
  const from = entry.from === undefined ? "" : `${names.state(before, entry.from)} `;
  const written =
    entry.recordedAt - entry.at >= 60_000
      ? text(
          label(`（补记于 ${formatInstant(entry.recordedAt, tenant.zone)}）`, ` (written ${formatInstant(entry.recordedAt, tenant.zone)})`),
        )
      : "";
  const who = "id" in entry.actor ? await names.person(entry.actor.id) : text(unnamed[entry.actor.kind]);
  const move = moved ? `  ${from}→ ${names.state(at, entry.to)}` : "";
  const of = entry.leg ? `${legTitle(names, entry.leg.key, ticket.legs?.[entry.leg.key])}  ` : "";
  const legMove = onLeg && moveOf(names, onLeg);
  const filled = Object.entries(entry.form ?? {}).map(async ([name, value]) => {
    const asked = spec[name];
    const said = await valueOf(context, names, asked, value, texts[name]);
    const called = asked?.label ?? label(name, name);
    return `       ${text(label(`${called["zh-CN"]}：${said}`, `${called.en}: ${said}`))}`;
  });
  const attached = entry.attachments?.length ?? 0;
  return [
    `${String(entry.seq).padStart(3)}  ${formatInstant(entry.at, tenant.zone)}${written}  ${who}  ${of}${text(command)} (${entry.type})${legMove ?? ""}${move}`,
    ...(entry.located ? [`       ${describeSiting(context, names, entry.located)}`] : []),
    ...(entry.recounts ?? []).flatMap((each) =>
      describeRecount(context, names, { ...ticket, process: at }, each).map((line) => `       ${line}`),
    ),
    ...(entry.repin ? describeRepin(context, entry.repin).map((line) => `       ${line}`) : []),
    ...besideLegs(context, names, ticket, entry).map((line) => `       ${line}`),
    ...(await Promise.all(filled)),
    ...(attached > 0 ? [`       ${text(label(`附件 ${attached} 个`, `${attached} attached`))}`] : []),
  ];
}

/** From where to where a leg went; nothing where it stayed. */
function moveOf(names: Names, { process, entry: { from, to } }: NonNullable<ReturnType<typeof entryOfLeg>>): string | undefined {
  if (JSON.stringify(from) === JSON.stringify(to)) return undefined;
  return `  ${names.state(process, from)} → ${names.state(process, to)}`;
}

/** What the command of an entry is called, and the form that it was given. */
export function commandOf(
  { world }: Names,
  process: Ticket["process"],
  { type, from, ...entry }: Entry,
): { readonly label: Label; readonly form: FormSpec } {
  const found = world.process(process.id, process.version);
  if (type === "timer") return { label: entry.rungs ? label("升级", "Escalation") : label("定时触发", "Timer"), form: {} };
  if (type === "repin") return { label: repinLabel(entry.repin ?? { from: 0, to: 1 }), form: {} };
  if (type === "adopt") return { label: adoptionLabel(world, entry), form: {} };
  const word = partnerWordOf(type);
  if (word) return word;
  if (isVerdict(type)) return { label: verdicts[type].label, form: { ...verdictForm(type, []), ...requestedForm(found, entry.form) } };
  if (from === undefined) return { label: label("上报", "Report"), form: found?.document.meta.report?.form ?? {} };
  const { label: called, form } = takenFrom(found, from, type);
  return { label: calledAsAsked(entry, type, called), form };
}

/** What a command is called that is taken in the state: an ability, or a step of the process. */
export function takenFrom(
  process: ReturnType<Names["world"]["process"]>,
  state: StateValue,
  command: string,
): { readonly label: Label; readonly form: FormSpec } {
  const ability = process?.abilities.get(command)?.ability;
  if (ability) return { label: ability.label, form: ability.form };
  const leaves = new Set(process?.leaves(state).map((leaf) => leaf.place));
  const edges = process?.commands.get(command) ?? [];
  const isAbove = (place: string) => [...leaves].some((leaf) => leaf === place || leaf.startsWith(`${place}/`));
  const meta = (edges.find((edge) => isAbove(edge.source.place)) ?? edges[0])?.transition.meta;
  return { label: meta?.label ?? label(command, command), form: meta?.form ?? {} };
}

/** What the engine did where somebody or something has left the organisation; a reporter is not told what. */
function adoptionLabel({ organisation }: Names["world"], { set }: Pick<Entry, "set">): Label {
  const changed = typeof set === "object" && set !== null ? set : {};
  const past = "pastOwners" in changed ? changed["pastOwners"] : undefined;
  const [left] = Array.isArray(past) ? (past as readonly unknown[]).slice(-1) : [];
  if (typeof left === "string" && organisation.retired(left)?.into !== undefined)
    return label("主办单位并入他处，随之转入", "Its owner was merged into another unit, which has it now");
  if ("owner" in changed) return label("兜底接管", "Taken in by the last resort");
  if ("assignee" in changed) return label("认领人已离开，放回", "Released, since whoever had claimed it has left");
  return label("随组织变更调整", "Adapted to a change of the organisation");
}

function isVerdict(type: string): type is Verdict {
  return Object.hasOwn(verdicts, type);
}

/** The fields of what was approved stand beside those of the approval. */
function requestedForm(process: ReturnType<Names["world"]["process"]>, form: Entry["form"]): FormSpec {
  const command = form?.["request"];
  if (typeof command !== "string") return {};
  const ability = process?.abilities.get(command)?.ability.form;
  return ability ?? Object.assign({}, ...(process?.commands.get(command) ?? []).map((edge) => edge.transition.meta?.form ?? {}));
}

/** A command that others must agree to first was only asked for. */
function calledAsAsked({ set }: Pick<Entry, "set">, type: string, called: Label): Label {
  const requests = typeof set === "object" && set !== null && "requests" in set ? set["requests"] : undefined;
  const isRequest = typeof requests === "object" && requests !== null && Object.hasOwn(requests, type);
  return isRequest ? label(`申请${called["zh-CN"]}`, `Request: ${called.en}`) : called;
}

async function valueOf(
  { text, tenant, engine, actor }: Pick<Context, "text" | "tenant" | "engine" | "actor">,
  names: Names,
  field: FormSpec[string] | undefined,
  value: Json,
  body: string | undefined,
): Promise<string> {
  const type = field?.type;
  if (type === "text") return body === undefined ? text(label("（已抹除）", "(erased)")) : oneLine(body);
  if (type === "units" && Array.isArray(value)) return value.map((code) => withCode(names.unit(String(code)), String(code))).join(", ");
  if (type === "calls" && Array.isArray(value)) return value.map((call: Json) => callName(text, names, call)).join(" + ");
  if (type === "legs" && Array.isArray(value)) return value.join(", ");
  if (type === "instant" && typeof value === "number") return formatInstant(value, tenant.zone);
  if (type === "tier" && typeof value === "number") return names.tier(value);
  if (typeof value === "boolean") return text(value ? label("是", "yes") : label("否", "no"));
  if (body !== undefined) return oneLine(body);
  if (typeof value !== "string") return oneLine(JSON.stringify(value));
  if (type === "unit") return withCode(names.unit(value), value);
  if (type === "partner") return names.partner(value);
  if (type === "category") return withCode(names.category(value), value);
  if (type === "person") return names.person(value);
  if (type === "ticket") return (await engine.ticket(value, actor))?.number ?? value;
  const choice = type === "choice" ? field?.values?.find(({ code }) => code === value) : undefined;
  return oneLine(choice ? withCode(text(choice.label), choice.code) : value);
}

/** Whom somebody calls, as they wrote it, and as what. */
function callName(text: Context["text"], names: Names, call: Json): string {
  const { unit, role } = call as Readonly<Record<string, Json | undefined>>;
  if (typeof unit !== "string" || !isLegRole(role)) return JSON.stringify(call);
  return `${withCode(names.unit(unit), unit)} ${text(legRoleLabels[role])}`;
}
