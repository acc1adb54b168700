import type { CurrentTicket, Label, Leg, Ticket, Whistle } from "@muster/engine";
import { columns } from "./columns.ts";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import { legLateness } from "./lateness.ts";
import { joinLabel, legOutcomeLabels, legRoleLabels, legViaLabels } from "./leg-labels.ts";
import { withCode, type Names } from "./names.ts";

type Speaking = Pick<Context, "text" | "tenant" | "now">;

/** The whistle that was blown last, and a line for each leg; nothing where none was blown, or for those who are told of none. */
export function describeLegs(context: Speaking, names: Names, ticket: CurrentTicket): readonly string[] {
  const { whistle, legs = {} } = ticket;
  if (!whistle) return [];
  const rows = Object.entries(legs).map(([key, leg]) => rowOf(context, names, ticket, key, leg));
  return [`  ${context.text(whistleLine(names, ticket, whistle, context.tenant.zone))}`, ...columns(rows).map((line) => `    ${line}`)];
}

/** A leg by its key and the name of its unit. */
export function legTitle(names: Names, key: string, leg: Pick<Leg, "unit"> | undefined): string {
  return leg ? `${key} ${names.unit(leg.unit)}` : key;
}

/** Where a leg stands: the state it is in, or how it ended from outside. */
export function legStanding({ text }: Pick<Context, "text">, names: Names, { process }: Ticket, leg: Leg): string {
  const { state, outcome, endedBy } = leg;
  if (outcome === undefined || endedBy === undefined) return names.state(leg.process, state);
  const found = names.world.process(process.id, process.version);
  const by = found?.commands.get(endedBy)?.[0]?.transition.meta?.label;
  const { "zh-CN": zh, en } = legOutcomeLabels[outcome];
  const cause = withCode(by ? text(by) : endedBy, endedBy);
  return text(label(`${zh}，因 ${cause}`, `${en} by ${cause}`));
}

function whistleLine(names: Names, ticket: Ticket, whistle: Whistle, zone: string): Label {
  const { no, by, at, round, join } = whistle;
  const asked = Object.values(ticket.legs ?? {}).filter((leg) => leg.whistle === no && leg.role !== "informed");
  // Whoever was let off is no longer waited for.
  const counting = asked.filter(({ open, outcome }) => open || outcome === "done");
  const done = counting.filter(({ open }) => !open).length;
  const [kind, joined, far] = [kindOf(names, ticket.process, whistle.kind), joinLabel(join), farLabel(whistle, zone)];
  const [who, when] = [by.slice(by.indexOf(":") + 1), formatInstant(at, zone)];
  return label(
    `吹哨 ${no} · ${kind["zh-CN"]} · ${who} 于 ${when} 吹响 · 第 ${round} 轮 · 须${joined["zh-CN"]}，${counting.length} 个中已办成 ${done} 个${far["zh-CN"]}`,
    `whistle ${no} · ${kind.en} · blown by ${who} ${when} · round ${round} · waits for ${joined.en}, ${done} of ${counting.length} done${far.en}`,
  );
}

function farLabel({ joinedAt, strandedAt, endedAt }: Whistle, zone: string): Label {
  if (joinedAt !== undefined) return label(` · ${formatInstant(joinedAt, zone)} 办齐`, ` · joined ${formatInstant(joinedAt, zone)}`);
  if (endedAt !== undefined)
    return label(` · ${formatInstant(endedAt, zone)} 未办齐而终`, ` · ended without it ${formatInstant(endedAt, zone)}`);
  return strandedAt === undefined
    ? label("", "")
    : label(" · 已无人可办，请再呼叫或结束", " · nobody is left who could: call again, or end it");
}

/** What the process calls this kind, in the form that whoever blows it fills in. */
function kindOf({ world }: Names, { id, version }: Ticket["process"], kind: string): Label {
  const edges = [...(world.process(id, version)?.commands.values() ?? [])].flat();
  const blowing = edges.filter(({ transition: { actions = [] } }) =>
    [actions].flat().some((action) => typeof action === "object" && action.type === "blow" && action.params?.["kind"] === kind),
  );
  const choices = blowing.flatMap(({ transition: { meta } }) => Object.values(meta?.form ?? {}).flatMap(({ values = [] }) => values));
  return choices.find(({ code }) => code === kind)?.label ?? label(kind, kind);
}

function rowOf(context: Speaking, names: Names, ticket: CurrentTicket, key: string, leg: Leg): readonly string[] {
  const { text, tenant, now } = context;
  const { open, due, metAt, round, role, via } = leg;
  const late = legLateness(leg, now());
  return [
    key,
    names.unit(leg.unit),
    `${text(legRoleLabels[role])}${text(label("，", ", "))}${text(legViaLabels[via])}`,
    legStanding(context, names, ticket, leg),
    open && due !== undefined && metAt === undefined ? `${text(label("期限", "due"))} ${formatInstant(due, tenant.zone)}` : "",
    late ? text(late) : "",
    round > 1 ? text(label(`第 ${round} 轮`, `round ${round}`)) : "",
  ];
}
