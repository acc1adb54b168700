import { errorAt, type Finding } from "../model/finding.ts";
import { codeTwice, unknownCode } from "./code-findings.ts";
import type { OrganisationDocument, Unit } from "./organisation.ts";

type Team = NonNullable<OrganisationDocument["kinds"][number]["team"]>;

/** Teams name roles that there are, each once; and warnings where a unit has too few or too many of them for good. */
export function checkTeams(document: OrganisationDocument): Finding[] {
  const roles = new Set(document.roles.map((role) => role.code));
  const shapes = document.kinds.flatMap(({ team = [] }, i) =>
    team.flatMap((_, j) => shapeFindings(team, j, `/kinds/${i}/team/${j}`, roles)),
  );
  const teams = new Map(document.kinds.map((kind) => [kind.code, kind.team ?? []]));
  const seats = seatsOf(document);
  const counts = document.units.flatMap((unit, i) =>
    (teams.get(unit.kind) ?? []).flatMap((wanted) =>
      countFinding(`/units/${i}`, unit, roleOf(document, wanted.role), wanted, seats.get(`${wanted.role}\n${unit.code}`) ?? []),
    ),
  );
  return [...shapes, ...counts];
}

function shapeFindings(team: Team, nth: number, place: string, roles: ReadonlySet<string>): Finding[] {
  const { role, least = 1, most = Infinity } = team[nth] ?? { role: "" };
  return [
    ...(roles.has(role) ? [] : [unknownCode(`${place}/role`, "角色", "role", role, "roles")]),
    ...(team.findIndex((each) => each.role === role) === nth ? [] : [codeTwice(`${place}/role`, role)]),
    ...(least <= most
      ? []
      : [
          errorAt(
            `${place}/most`,
            "team-bounds",
            `most 不能小于 least（${least}）；请改正。`,
            `“most” is less than “least” (${least}); correct one of them.`,
          ),
        ]),
  ];
}

/** Of the role at the unit, for each seat the last day of it; undefined for good. */
function seatsOf({ people }: OrganisationDocument): ReadonlyMap<string, readonly (string | undefined)[]> {
  const seats = new Map<string, (string | undefined)[]>();
  for (const { role, unit, until } of people.flatMap((person) => person.holds))
    seats.set(`${role}\n${unit}`, [...(seats.get(`${role}\n${unit}`) ?? []), until]);
  return seats;
}

/** Judged by who holds the role for good: what is said of a day that is over or not yet there would be said for ever. */
function countFinding(
  place: string,
  unit: Unit,
  role: { readonly "zh-CN": string; readonly en: string },
  { least = 1, most = Infinity }: Team[number],
  ends: readonly (string | undefined)[],
): Finding[] {
  const lasting = ends.filter((end) => end === undefined).length;
  const last = ends
    .flatMap((end) => end ?? [])
    .toSorted()
    .at(-1);
  const [zh, en] = last === undefined ? ["", ""] : [`自 ${last} 之后`, ` after ${last}`];
  const { label } = unit;
  if (lasting < least)
    return [
      warningAt(
        place,
        "team-lacks",
        `${label["zh-CN"]}（${unit.code}）${zh}缺少${role["zh-CN"]}：应至少 ${least} 人，有 ${lasting} 人；请任命。`,
        `${label.en} (${unit.code}) lacks the role ${role.en}${en}: ${least} at least, and it has ${lasting}; appoint somebody.`,
      ),
    ];
  if (lasting <= most) return [];
  return [
    warningAt(
      place,
      "team-exceeds",
      `${label["zh-CN"]}（${unit.code}）的${role["zh-CN"]}有 ${lasting} 人，至多 ${most} 人；请调整。`,
      `${label.en} (${unit.code}) has ${lasting} people in the role ${role.en}, ${most} at most; appoint fewer.`,
    ),
  ];
}

function roleOf({ roles }: OrganisationDocument, code: string) {
  return roles.find((role) => role.code === code)?.label ?? { "zh-CN": code, en: code };
}

function warningAt(place: string, code: string, zh: string, en: string): Finding {
  return { severity: "warning", code, place, message: { "zh-CN": zh, en } };
}
