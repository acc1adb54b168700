import type { Foreseen, Move, Ticket } from "@muster/engine";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import { namesOf } from "./names.ts";

/** How each ticket of a move is told: a line as it is looked into, and with `--json` a list for the document. */
export interface TicketLines {
  readonly each: ((foreseen: Foreseen) => void) | undefined;
  readonly told: () => { readonly tickets?: readonly object[] };
}

/** Tells every ticket where that is asked for. */
export async function ticketLines(context: Context, { process }: Move, isAsked: boolean): Promise<TicketLines> {
  if (!isAsked) return { each: undefined, told: () => ({}) };
  const { json, print, tenant, text } = context;
  const names = await namesOf(context);
  const state = (ticket: Ticket) => `@${ticket.process.version} ${names.state({ ...ticket.process, id: process }, ticket.state)}`;
  const due = (ticket: Ticket) =>
    ticket.due === undefined ? text(label("无期限", "no deadline")) : formatInstant(ticket.due, tenant.zone);
  const between = (was: string, is: string) => (was === is ? was : `${was} → ${is}`);
  const becomes = (foreseen: Foreseen): readonly string[] => {
    const { before } = foreseen;
    if (foreseen.type === "refused") return [state(before), text(foreseen.refusal.detail)];
    if (foreseen.type === "moves") return [between(state(before), state(foreseen.after)), between(due(before), due(foreseen.after))];
    const gone = foreseen.states.join(", ");
    return [state(before), text(label(`新版本中没有 ${gone}`, `there is no ${gone} any more`))];
  };
  const tickets: object[] = [];
  return {
    told: () => (json ? { tickets } : {}),
    each: (foreseen) => {
      if (json) tickets.push(documentOf(foreseen));
      else print([foreseen.before.number, ...becomes(foreseen)].join("  "));
    },
  };
}

/** What a program is told of a ticket. */
function documentOf(foreseen: Foreseen): object {
  const { id, number, state, due, process } = foreseen.before;
  const was = { type: foreseen.type, id, number, version: process.version, from: state };
  if (foreseen.type === "unmapped") return { ...was, states: foreseen.states };
  if (foreseen.type === "refused") return { ...was, refusal: foreseen.refusal };
  const { after, voided, orders } = foreseen;
  return { ...was, to: after.state, due: { before: due ?? null, after: after.due ?? null }, voided, orders };
}
