import type { Part } from "../model/part.ts";
import type { Ticket } from "../model/ticket.ts";
import { unitFor } from "./authorize.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** What the ticket waits for now: one part per waiting state that names who is asked. */
export function partsOf(world: World, process: Process, ticket: Ticket): readonly Part[] {
  return process.leaves(ticket.state).flatMap((leaf): readonly Part[] => {
    const task = leaf.config.meta?.task;
    if (!task) return [];
    // A task with an owner nobody named yet is the last resort's: no report waits unseen.
    const unit = unitFor(ticket, task.at) ?? world.organisation.lastResort;
    return [{ kind: "ticket", key: leaf.id, role: task.role, unit, ...(ticket.due !== undefined && { due: ticket.due }) }];
  });
}
