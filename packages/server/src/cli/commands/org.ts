import type { Command } from "commander";
import { columns } from "../columns.ts";
import { reading } from "../context.ts";
import { exitCodes } from "../exit-code.ts";
import { label } from "../label.ts";
import { namesOf } from "../names.ts";
import { dayOrInstant } from "../parse-instant.ts";
import { orgImportCommand } from "./org-import.ts";
import { teamMembers, type TeamMembers } from "../team-members.ts";
import { translate } from "../translate.ts";

interface Options {
  readonly at?: string;
}

/** `muster org team [UNIT]`: the organisation as it is published. */
export function orgCommand(program: Command): void {
  const t = translate(program);
  const org = program.command("org").description(t("组织：单位、人员和网格队伍", "the organisation: its units, people and teams"));
  orgImportCommand(org);
  org
    .command("team")
    .description(
      t("单位及其下级的队伍（如 1+X+N）：有谁，还缺谁", "the teams of a unit and all beneath it: who is in them, and who is missing"),
    )
    .argument("[unit]", t("单位编码（默认全部）", "a unit's code (default: all of them)"))
    .option("--at <day|instant>", t("当时的队伍（默认现在）", "as they are then (default: now)"))
    .action(
      reading(async (context, command) => {
        const { at } = command.opts<Options>();
        const { world, ...names } = await namesOf(context);
        const when = at === undefined ? context.now() : await dayOrInstant("--at", at, context.tenant.zone, 0);
        const members = teamMembers(world.at(when).organisation, command.args[0]);
        context.emit(members);
        if (members.length === 0)
          context.note(label("这里没有规定队伍的单位。", "No unit here is of a kind that asks for a team (kinds[].team)."));
        if (context.json || members.length === 0) return exitCodes.done;
        const head = [label("单位", "Unit"), label("角色", "Role"), label("人数", "Number"), label("人员", "People")].map(context.text);
        const rows = await Promise.all(
          members.map(async (each) => [
            names.unit(each.unit),
            names.role(each.role),
            context.text(numberOf(each)),
            (await Promise.all(each.people.map(names.person))).join(", ") || "—",
          ]),
        );
        for (const line of columns([head, ...rows])) context.print(line);
        return exitCodes.done;
      }),
    );
}

function numberOf({ people, least, most, lacking }: TeamMembers) {
  const wanted = most === undefined ? `≥ ${least}` : least === most ? `${least}` : `${least}–${most}`;
  if (lacking > 0) return label(`${people.length}（应 ${wanted}，缺 ${lacking}）`, `${people.length} of ${wanted}, ${lacking} missing`);
  if (people.length > (most ?? Infinity)) return label(`${people.length}（应 ${wanted}，超员）`, `${people.length} of ${wanted}, too many`);
  return label(`${people.length}（应 ${wanted}）`, `${people.length} of ${wanted}`);
}
