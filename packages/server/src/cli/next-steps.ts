import type { Actor, Label, Ticket } from "@muster/engine";
import type { Context } from "./context.ts";
import type { Names } from "./names.ts";

/** A command that somebody can give a ticket now. */
export interface NextStep {
  readonly command: string;
  /** The key of the leg that it is for; absent for the ticket itself. */
  readonly leg?: string;
  readonly label: Label;
  /** Whether it hangs on what the form says. */
  readonly conditional: boolean;
  readonly people: readonly string[];
}

/** The commands that move the ticket and its legs from where they stand, each with the people of the organisation who can give it. */
export async function nextSteps({ engine }: Pick<Context, "engine">, names: Names, ticket: Ticket): Promise<readonly NextStep[]> {
  const steps = new Map<string, NextStep & { readonly people: string[] }>();
  for (const id of placed(names, ticket)) {
    const actor: Actor = { kind: "person", tenant: ticket.tenant, id };
    for (const offer of await engine.offers(ticket.id, actor)) {
      const { command, label, conditional, available } = offer;
      const leg = "leg" in offer ? offer.leg : undefined;
      // Abilities move nothing; what moves it on is a command of the process, or an approval of one.
      if (!available || !(moves(names, ticket, leg, command) || command === "approve")) continue;
      const name = JSON.stringify([leg, command]);
      const step = steps.get(name) ?? { command, ...(leg !== undefined && { leg }), label, conditional, people: [] };
      steps.set(name, step);
      step.people.push(id);
    }
  }
  const found = [...steps.values()];
  return [
    ...found.filter(({ leg }) => leg === undefined),
    ...Object.keys(ticket.legs ?? {}).flatMap((key) => found.filter(({ leg }) => leg === key)),
  ];
}

function moves({ world }: Names, ticket: Ticket, leg: string | undefined, command: string): boolean {
  const { id, version } = (leg === undefined ? ticket : (ticket.legs?.[leg] ?? ticket)).process;
  return world.process(id, version)?.commands.has(command) ?? false;
}

/** Everybody who could have a say: whoever holds anything at the ticket's ground or owner or at a called unit, or above, or who may act anywhere. */
function placed({ world, people }: Names, { area, owner, process, legs = {} }: Ticket): readonly string[] {
  const { units, rolesOf } = world.organisation;
  const called = Object.values(legs).map(({ unit }) => unit);
  const lineage = new Set([area, owner, ...called].flatMap((unit) => (unit === undefined ? [] : units.lineage(unit))));
  const edges = [...(world.process(process.id, process.version)?.commands.values() ?? [])].flat();
  const anywhere = new Set(
    edges.flatMap(({ transition }) =>
      (transition.meta?.by ?? []).flatMap((who) => ("at" in who && who.at === "anywhere" ? [who.role] : [])),
    ),
  );
  return people.filter((id) => rolesOf(id).some(({ role, unit }) => lineage.has(unit) || anywhere.has(role)));
}
