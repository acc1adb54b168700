import type { Entry, Label, Leg, Ticket } from "@muster/engine";
import { columns } from "../cli/columns.ts";
import { formatSpan } from "../cli/format-span.ts";
import { label } from "../cli/label.ts";
import { legRoleLabels } from "../cli/leg-labels.ts";
import type { Names } from "../cli/names.ts";
import type { Played } from "./play-story.ts";

/** How long a called unit took to each of its steps, and what both sides think of it. */
export interface BoardLine {
  readonly leg: string;
  readonly unit: string;
  readonly role: Leg["role"];
  /** Milliseconds from the call to the first time the leg was in each state. */
  readonly after: Readonly<Record<string, number>>;
  /** The unit as its caller rates it, and the whistle as the unit does: 1 to 5. */
  readonly rated?: number;
  readonly rates?: number;
}

/** The called units of a ticket, by what its journal tells. */
export function boardOf(ticket: Ticket, entries: readonly Entry[]): readonly BoardLine[] {
  return Object.entries(ticket.legs ?? {}).map(([key, leg]) => {
    const after: Record<string, number> = {};
    for (const entry of entries) {
      const state = entry.leg?.key === key && typeof entry.leg.to === "string" ? entry.leg.to : undefined;
      if (state !== undefined) after[state] ??= entry.at - leg.calledAt;
    }
    const [rated, rates] = (["leg", "whistle"] as const).map((of) => leg.evaluations?.find((each) => each.of === of)?.score);
    const { unit, role } = leg;
    return { leg: key, unit, role, after, ...(rated !== undefined && { rated }), ...(rates !== undefined && { rates }) };
  });
}

/** The board as lines of text. */
export function describeBoard(text: (label: Label) => string, names: Names, played: readonly Played[]): readonly string[] {
  const last = played.at(-1);
  if (!last) return [];
  const { ticket } = last;
  const head = [
    label("单位", "Unit"),
    label("角色", "Role"),
    ...steps.map(({ title }) => title),
    label("对单位的评价", "Rated"),
    label("对吹哨的评价", "Rates the whistle"),
  ];
  const lines = boardOf(
    ticket,
    played.map(({ entry }) => entry),
  );
  const rows = lines.map(({ unit, role, after, rated, rates }) => [
    names.unit(unit),
    text(legRoleLabels[role]),
    ...steps.map(({ state }) => (after[state] === undefined ? "—" : text(formatSpan(after[state])))),
    score(rated),
    score(rates),
  ]);
  const whole = ticket.closedAt === undefined ? undefined : formatSpan(ticket.closedAt - ticket.reportedAt);
  return [
    text(
      label(
        `看板：案卷 ${ticket.number}，${names.state(ticket.process, ticket.state)}`,
        `The board: ticket ${ticket.number}, ${names.state(ticket.process, ticket.state)}`,
      ),
    ),
    ...(whole ? [text(label(`  从上报到结案 ${whole["zh-CN"]}`, `  ${whole.en} from the report to the end`))] : []),
    ...columns([head.map(text), ...rows]).map((line) => `  ${line}`),
  ];
}

const steps = [
  { state: "signed", title: label("签收", "Signed") },
  { state: "contacted", title: label("联系", "In touch") },
  { state: "arrived", title: label("报到", "Arrived") },
  { state: "done", title: label("办结", "Done") },
] as const;

function score(value: number | undefined): string {
  return value === undefined ? "—" : value.toFixed(1);
}
