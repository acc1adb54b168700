import { openSupervision } from "../abilities/supervise.ts";
import type { Leg } from "../model/leg.ts";
import type { Part } from "../model/part.ts";
import type { Approver, Request } from "../model/request.ts";
import type { Ticket } from "../model/ticket.ts";
import { standsAt } from "./authorize.ts";
import { legTimer } from "./legs/leg-timer.ts";
import { legView } from "./legs/leg-view.ts";
import { legProcess } from "./legs/with-leg.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/**
 * What the ticket and its legs wait for now: each waiting state that names who is asked, each request, and the order that is to be answered.
 * Legs that are named are left out.
 */
export function partsOf(world: World, process: Process, ticket: Ticket, besides: ReadonlySet<string> = new Set()): readonly Part[] {
  const legs = Object.entries(ticket.legs ?? {}).filter(([key, { open }]) => open && !besides.has(key));
  return [...waitingOn(world, process, ticket), ...legs.flatMap(([key, leg]) => legWaiting(world, ticket, key, leg))];
}

function waitingOn(world: World, process: Process, ticket: Ticket): readonly Part[] {
  return [...tasks(world, process, ticket), ...approvals(world, ticket), ...supervisions(world, ticket)];
}

function legWaiting(world: World, ticket: Ticket, key: string, leg: Leg): readonly Part[] {
  const waiting = waitingOn(world, legProcess({ world }, leg), legView(ticket, key, leg));
  return waiting.map((part) => ({ ...part, kind: part.kind === "ticket" ? "leg" : part.kind, key: legTimer(key, part.key) }));
}

function tasks(world: World, process: Process, ticket: Ticket): readonly Part[] {
  return process.leaves(ticket.state).flatMap((leaf): readonly Part[] => {
    const task = leaf.config.meta?.task;
    if (!task) return [];
    const { due, assignee } = ticket;
    const taken = task.at === "owner" && assignee !== undefined ? { assignee } : {};
    return [{ kind: "ticket", key: leaf.id, role: task.role, unit: unitOf(world, ticket, task.at), ...dueAt(due), ...taken }];
  });
}

function approvals(world: World, ticket: Ticket): readonly Part[] {
  return Object.entries(ticket.requests ?? {}).flatMap(([command, request]): readonly Part[] => {
    const next = nextApprover(request);
    if (!next) return [];
    const unit = next.at === "anywhere" ? world.organisation.lastResort : unitOf(world, ticket, next.at);
    return [{ kind: "approval", key: `approval/${command}`, role: next.role, unit, ...dueAt(ticket.due) }];
  });
}

function supervisions(world: World, ticket: Ticket): readonly Part[] {
  const open = openSupervision(ticket);
  if (!open) return [];
  return [{ kind: "supervision", key: "supervision", role: open.role, unit: unitOf(world, ticket, "owner"), due: open.due }];
}

/** Whose turn it is to agree. */
function nextApprover({ approvers, approvedBy }: Request): Approver | undefined {
  return approvers[approvedBy.length];
}

/** A task with an owner nobody named yet is the last resort's: no report waits unseen. Rows follow from the ticket, so that a change of it finds them. */
function unitOf(world: World, ticket: Ticket, at: "area" | "owner"): string {
  return standsAt(ticket, at) ?? world.organisation.lastResort;
}

function dueAt(due: number | undefined): Pick<Part, "due"> {
  return due === undefined ? {} : { due };
}
