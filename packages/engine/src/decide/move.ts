import type { Edge } from "../definitions/state-graph.ts";
import type { Form, TicketCommand } from "../model/command.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { Acted, Circumstances } from "./decide.ts";
import { fillIn } from "./fill-in.ts";
import { formContext } from "./form-context.ts";
import { handBack } from "./hand-back.ts";
import { parseForm } from "./parse-form.ts";
import { reactionsOf } from "./reactions.ts";
import { asksApproval, request } from "./requests/request.ts";
import { noteHandler } from "./separate.ts";
import { settling } from "./settling.ts";
import { approvalsOf, asksEvidence, candidates, formOf, isOpen, select, shut, standsAgainst } from "./select.ts";
import type { Work } from "./work.ts";

/** Takes a transition of the ticket's process: who, what was filled in, the guard, then the statechart itself. */
export function move(work: Work, command: TicketCommand, around: Circumstances): Acted {
  const { world, process, ticket, actor } = work;
  const form = command.form ?? {};
  const possible = candidates(process, ticket, command.type);
  if (possible.length === 0) return unavailable(work, command);
  const refusals = new Map(possible.map((edge) => [edge, standsAgainst(world, process, ticket, actor, edge)]));
  const admits = (edge: Edge): boolean => possible.includes(edge) && !refusals.get(edge) && isOpen(process, edge, ticket, form);
  const selected = select(process, ticket, command.type, possible, admits);
  if (selected.length === 0) return whyNot(work, possible, refusals, form, around);
  const spec = formOf(selected);
  const parsed = parseForm(spec, form, formContext(work, around));
  if (!parsed.ok) return parsed;
  // The past cannot be photographed any more.
  if (!work.historical && !work.approved && asksEvidence(selected) && !command.attachments?.length) {
    return refuse("bad-input", "这一步须附上照片或文件作为凭证。", "This step needs a photo or document as evidence.", "/attachments");
  }
  const approvers = approvalsOf(selected);
  if (asksApproval(work, approvers)) return request(work, command.type, spec, parsed.values, approvers);
  fillIn(work, spec, parsed.values);
  return step(work, command.type, selected);
}

/** Runs the statechart with the chosen transitions and notes who did what. */
function step(work: Work, event: string, selected: readonly Edge[]): Acted {
  const { state } = work.ticket;
  const against = handBack(work, selected);
  if (against) return against;
  return settling(
    work,
    event,
    () => {
      const moved = work.process.machine.send(work.ticket, event, reactionsOf(work), selected);
      if (moved.edges.length === 0) throw new Error(`${event} was selected and then not taken from ${JSON.stringify(state)}`);
      return moved;
    },
    () => noteHandler(work, state, selected),
  );
}

function whyNot(
  work: Work,
  possible: readonly Edge[],
  refusals: ReadonlyMap<Edge, Refused | undefined>,
  form: Form,
  around: Circumstances,
): Refused {
  const mine = possible.filter((edge) => !refusals.get(edge));
  const [first] = mine;
  if (!first) return refusals.get(possible[0] as Edge) as Refused;
  const parsed = parseForm(formOf(mine), form, formContext(work, around));
  return parsed.ok ? shut(work.process, first) : parsed;
}

function unavailable({ process, ticket, leg }: Work, { type }: TicketCommand): Refused {
  if (!process.commands.has(type)) {
    return refuse(
      "unknown-command",
      `流程 ${process.ref.id} 没有命令 ${type}。`,
      `The process ${process.ref.id} has no command ${type}.`,
      "/type",
    );
  }
  const states = process.leaves(ticket.state).map((leaf) => leaf.config.meta?.label);
  const called = process.commands.get(type)?.[0]?.transition.meta?.label ?? { "zh-CN": type, en: type };
  const [its, whose] = leg ? [` 的子任务 ${leg.key}`, `The leg ${leg.key} of ticket`] : ["", "Ticket"];
  return refuse(
    "not-now",
    `案卷 ${ticket.number}${its} 处于“${states.map((label) => label?.["zh-CN"]).join("、")}”，现在不能“${called["zh-CN"]}”（${type}）；可用的命令见 offers。`,
    `${whose} ${ticket.number} is "${states.map((label) => label?.en).join(", ")}", where "${called.en}" (${type}) is not possible; its offers list what is.`,
    "/type",
  );
}
