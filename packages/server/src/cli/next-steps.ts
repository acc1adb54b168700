import type { Actor, Label, Ticket } from "@muster/engine";
import type { Context } from "./context.ts";
import type { Names } from "./names.ts";

/** A command that somebody can give a ticket now. */
export interface NextStep {
  readonly command: string;
  readonly label: Label;
  /** Whether it hangs on what the form says. */
  readonly conditional: boolean;
  readonly people: readonly string[];
}

/** The commands that move the ticket from where it stands, each with the people of the organisation who can give it. */
export async function nextSteps({ engine }: Pick<Context, "engine">, names: Names, ticket: Ticket): Promise<readonly NextStep[]> {
  const steps = new Map<
    string,
    { readonly command: string; readonly label: Label; readonly conditional: boolean; readonly people: string[] }
  >();
  const process = names.world.process(ticket.process.id, ticket.process.version);
  for (const id of placed(names, ticket)) {
    const actor: Actor = { kind: "person", tenant: ticket.tenant, id };
    for (const { command, label, conditional, available } of await engine.offers(ticket.id, actor)) {
      // Abilities move nothing; what moves it on is a command of the process, or an approval of one.
      if (!available || !(process?.commands.has(command) || command === "approve")) continue;
      const step = steps.get(command) ?? { command, label, conditional, people: [] };
      steps.set(command, step);
      step.people.push(id);
    }
  }
  return [...steps.values()];
}

/** Everybody who could have a say: whoever holds anything at the ticket's ground or owner, or above, or who may act anywhere. */
function placed({ world, people }: Names, { area, owner, process }: Ticket): readonly string[] {
  const { units, rolesOf } = world.organisation;
  const lineage = new Set([area, owner].flatMap((unit) => (unit === undefined ? [] : units.lineage(unit))));
  const edges = [...(world.process(process.id, process.version)?.commands.values() ?? [])].flat();
  const anywhere = new Set(
    edges.flatMap(({ transition }) =>
      (transition.meta?.by ?? []).flatMap((who) => ("at" in who && who.at === "anywhere" ? [who.role] : [])),
    ),
  );
  return people.filter((id) => rolesOf(id).some(({ role, unit }) => lineage.has(unit) || anywhere.has(role)));
}
