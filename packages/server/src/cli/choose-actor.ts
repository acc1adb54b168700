import type { Actor, World } from "@muster/engine";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";

/** Who acts: a person, a reporter as `reporter:ID`, or where nobody is named the system itself. */
export function chooseActor(tenant: string, as: string | undefined): Actor {
  if (as === undefined) return { kind: "system", tenant };
  const reporter = /^reporter:(.*)$/s.exec(as)?.[1];
  const id = reporter ?? as;
  if (id === "") throw wrongUsage(label("--as 须写明人员编号。", "--as needs a person's id."));
  return { kind: reporter === undefined ? "person" : "reporter", tenant, id };
}

/** The same, for commands that nobody can do in nobody's name. */
export function requireActor(tenant: string, as: string | undefined): Actor {
  if (as !== undefined) return chooseActor(tenant, as);
  throw wrongUsage(label("请用 --as 写明由谁操作。", "Say who acts with --as PERSON."));
}

/** A person must be on the roll: with a mistyped name every list would be empty and every command refused, and nobody would know why. */
export function requireKnown(world: World, actor: Actor, option = "--as"): void {
  if (actor.kind !== "person" || world.organisation.isPerson(actor.id)) return;
  throw wrongUsage(
    label(
      `组织中没有人员 ${actor.id}；请检查 ${option}（上报人写作 reporter:编号）。`,
      `Nobody in the organisation is called ${actor.id}; check ${option} (a reporter is written reporter:ID).`,
    ),
    "unknown-person",
  );
}
