import { abilities } from "../abilities/index.ts";
import { checkCases } from "../definitions/check/check-cases.ts";
import { checkEvaluation } from "../definitions/check/check-evaluation.ts";
import { checkLadder } from "../definitions/check/check-ladder.ts";
import { checkPartners } from "../definitions/check/check-partners.ts";
import { checkProcess } from "../definitions/check/check-process.ts";
import { checkSource } from "../definitions/check/check-source.ts";
import { checkStandards } from "../definitions/check/check-standards.ts";
import { errorAt, type Finding } from "../model/finding.ts";
import { checkOrganisation } from "../org/check-organisation.ts";
import { checkDuty } from "../org/duty/check-duty.ts";
import { checkGrids } from "../places/check-grids.ts";
import { checkTable } from "../rules/check-table.ts";
import { compileExpression } from "../rules/feel/compile-expression.ts";
import { checkCalendar } from "../time/check-calendar.ts";
import { checkHolidays } from "../time/check-holidays.ts";
import { actions, rungActions } from "./actions/index.ts";
import type { Setting, Versioned } from "./assemble.ts";
import type { Parts } from "./definition-parts.ts";
import { guardNames } from "./guard.ts";
import { rungNames } from "./ladders/ladder.ts";
import { verdicts } from "./requests/decide-request.ts";

/** What stands against a definition, among the others. */
export function checkDefinition(definition: Versioned, parts: Parts, setting: Setting): readonly Finding[] {
  switch (definition.kind) {
    case "organisation":
      return [...checkOrganisation(definition.body, parts.categories.tree), ...checkPartners(definition.body, parts, setting.tenant)];
    case "grids":
      return checkGrids(definition.body, {
        units: parts.organisation.units,
        kindOf: (unit) => parts.organisation.unit(unit)?.kind,
        successor: parts.organisation.successor,
        drawn: definition.drawn === true,
      });
    case "categories":
      return parts.categoryFaults.map((fault) => {
        const at = definition.body.categories.findLastIndex((category) => category.code === fault.code);
        return errorAt(
          `/categories/${at}`,
          `category-${fault.type}`,
          `类别 ${fault.code} 有误（${fault.type}）；请检查其编码和上级。`,
          `The category ${fault.code} is at fault (${fault.type}); check its code and its parent.`,
        );
      });
    case "duty":
      return checkDuty(definition.body, parts.organisation);
    case "holidays":
      return checkHolidays(definition.body);
    case "calendar":
      return checkCalendar(definition.body, parts.calendarSurroundings);
    case "standards":
      return checkStandards(definition.body.standards, parts);
    case "table":
      return checkTable(definition.body, parts.trees);
    case "ladder":
      return checkLadder(definition.body, {
        ...acting(parts),
        actions: rungActions,
        processes: parts.processes,
        ladders: parts.ladders,
        isBelow: (unit) => parts.organisation.unit(unit)?.parent !== undefined,
        rungFeel,
      });
    case "source":
      return checkSource(definition.body, parts);
    case "cases":
      return checkCases(definition.body, { ...parts, isPerson: parts.organisation.isPerson });
    case "evaluation":
      return checkEvaluation(definition.body, { processes: parts.processes, abilities: new Set(abilities.keys()) });
    case "process":
      return checkProcess(definition.body, {
        ...acting(parts),
        commands: new Set(["report", "timer", "adopt", "repin", ...Object.keys(verdicts), ...abilities.keys()]),
        processes: parts.processes,
        ofLegs: (ability) => abilities.get(ability)?.ofLegs,
        hostGuards: new Map([...setting.hostGuards].map(([name, guard]) => [name, guard.version])),
        feel: (source) => compileExpression(source, { names: guardNames }),
      });
  }
}

/** What processes and ladders may both refer to. */
function acting({ roles, held, organisation, tables, hasCalendar }: Parts) {
  return {
    actions,
    abilities: new Map([...abilities].flatMap(([name, { by, options }]) => (by ? [] : [[name, options] as const]))),
    roles,
    isHeld: (role: string) => held.has(role),
    isPerson: organisation.isPerson,
    hasCalendar,
    tables,
  };
}

function rungFeel(source: string) {
  return compileExpression(source, { names: rungNames });
}
