import { errorAt, type Finding } from "../../model/finding.ts";
import { weekdays } from "../../time/calendar.ts";
import { dayLength } from "../../time/local-day.ts";
import { timeOf } from "../../time/wall.ts";
import { unknownCode } from "../code-findings.ts";
import { holds, type Organisation } from "../compile-organisation.ts";
import type { DutyDocument } from "./duty.ts";

/** Rosters name units and people that there are, shifts end after they begin, and where somebody should always be there are no gaps. */
export function checkDuty(document: DutyDocument, organisation: Organisation): Finding[] {
  const { role, shifts = [], weekly = [], always = [] } = document;
  const unknownRole = organisation.role(role) ? [] : [unknownCode("/role", "角色", "role", role, "roles")];
  const rows = [
    ...shifts.map((shift, i) => ({ ...shift, place: `/shifts/${i}` })),
    ...weekly.map((shift, i) => ({ ...shift, place: `/weekly/${i}` })),
  ];
  return [
    ...unknownRole,
    ...rows.flatMap(({ unit, people, place }) => [
      ...(organisation.units.has(unit) ? [] : [unknownCode(`${place}/unit`, "单位", "unit", unit, "units")]),
      ...people.flatMap((person, i) => personFindings(`${place}/people/${i}`, person, role, unit, organisation)),
    ]),
    ...shifts.flatMap(({ from, until }, i) => (from < until ? [] : [backwards(`/shifts/${i}/until`, from, until)])),
    ...always.flatMap((unit, i) => [
      ...(organisation.units.has(unit) ? [] : [unknownCode(`/always/${i}`, "单位", "unit", unit, "units")]),
      ...gapFindings(`/always/${i}`, unit, document),
    ]),
  ];
}

/** The organisation is asked for all times: who holds the role at any time may be on duty then. */
function personFindings(place: string, person: string, role: string, unit: string, organisation: Organisation): Finding[] {
  if (!organisation.isPerson(person)) return [unknownCode(place, "人员", "person", person, "people")];
  if (!organisation.units.has(unit) || holds(organisation, person, role, unit)) return [];
  return [
    warningAt(
      place,
      "not-in-role",
      `${person} 在 ${unit} 及其上级都不担任 ${role}，值班时不算数；请先任命，或改排别人。`,
      `${person} does not hold the role ${role} at ${unit} or above it, and so does not count as on duty; appoint them, or put somebody else there.`,
    ),
  ];
}

function backwards(place: string, from: string, until: string): Finding {
  return errorAt(
    place,
    "ends-before-it-begins",
    `班次在 ${until} 结束，不晚于开始的 ${from}；请改正。`,
    `The shift ends at ${until}, which is not after it begins at ${from}; correct it.`,
  );
}

const week = 7 * dayLength;

/** The first hour of the week at which no weekly pattern has anybody there; what shifts fill in changes from week to week. */
function gapFindings(place: string, unit: string, { weekly = [] }: DutyDocument): Finding[] {
  const spans = weekly
    .filter((shift) => shift.unit === unit)
    .flatMap(({ days, from, until }) =>
      days.flatMap((day) => {
        const start = weekdays.indexOf(day) * dayLength + timeOf(from);
        const end = weekdays.indexOf(day) * dayLength + timeOf(until) + (until <= from ? dayLength : 0);
        return end <= week ? [[start, end] as const] : [[start, week] as const, [0, end - week] as const];
      }),
    )
    .toSorted(([one], [other]) => one - other);
  let covered = 0;
  for (const [start, end] of spans) if (start <= covered) covered = Math.max(covered, end);
  if (covered >= week) return [];
  const when = `${weekdays[Math.floor(covered / dayLength)]} ${new Date(covered % dayLength).toISOString().slice(11, 16)}`;
  return [
    warningAt(
      place,
      "duty-gap",
      `${unit} 从 ${when} 起没有人值班；请排上班次，此间由相邻单位或担任该角色的人员负责。`,
      `Nobody is on duty at ${unit} from ${when} on; fill the gap. Until then a neighbour's people answer, or whoever holds the role.`,
    ),
  ];
}

function warningAt(place: string, code: string, zh: string, en: string): Finding {
  return { severity: "warning", code, place, message: { "zh-CN": zh, en } };
}
