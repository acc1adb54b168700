import { errorAt, type Finding } from "../../model/finding.ts";
import { issueLabel } from "../../model/issue-label.ts";
import { own } from "../own.ts";
import type { ProcessDocument } from "../process.ts";
import { checkBy, checkRole } from "./check-roles.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";

type Opted = NonNullable<ProcessDocument["meta"]["abilities"]>[string];

/** Every ability that a process opts into exists, has who may use it and agree to it, and is told what it asks of the process. */
export function checkAbilities(document: ProcessDocument, around: ProcessSurroundings): Finding[] {
  return Object.entries(document.meta.abilities ?? {}).flatMap(([name, opted]) => {
    const place = `/meta/abilities/${name}`;
    if (!around.abilities.has(name)) return [unknownAbility(place, name, [...around.abilities.keys()])];
    return [
      ...checkBy(`${place}/by`, opted.by, around),
      ...checkBy(`${place}/approvals`, opted.approvals ?? [], around),
      ...checkOfLegs(place, name, document, around),
      ...checkOptions(place, name, opted, document, around),
    ];
  });
}

/** A leg is no ticket: neither has what is about the other. */
function checkOfLegs(place: string, name: string, { meta }: ProcessDocument, around: ProcessSurroundings): Finding[] {
  const ofLegs = around.ofLegs(name);
  if (meta.leg ? ofLegs !== undefined : ofLegs !== "only") return [];
  return [
    meta.leg
      ? errorAt(place, "leg-ability", `子任务不能用能力 ${name}；请删去它。`, `A leg cannot have the ability ${name}; remove it.`)
      : errorAt(
          place,
          "leg-ability",
          `能力 ${name} 只用于子任务的流程；请删去它。`,
          `The ability ${name} is for what legs follow; remove it.`,
        ),
  ];
}

function checkOptions(
  place: string,
  name: string,
  { options = {} }: Opted,
  { meta }: ProcessDocument,
  around: ProcessSurroundings,
): Finding[] {
  const asked = around.abilities.get(name);
  const parsed = asked?.safeParse(options, { reportInput: true });
  if (!asked && Object.keys(options).length > 0) return [noOptions(`${place}/options`, name)];
  if (parsed && !parsed.success) {
    return parsed.error.issues.map((issue) => {
      const { "zh-CN": zh, en } = issueLabel(issue);
      return errorAt(
        [`${place}/options`, ...issue.path].join("/"),
        "ability-options",
        `能力 ${name} 的 options 不对：${zh}；请改正。`,
        `The options of the ability ${name} do not fit: ${en}; correct them.`,
      );
    });
  }
  const { role, clock } = options;
  return [
    ...(typeof role === "string" ? checkRole(`${place}/options/role`, role, around) : []),
    ...(typeof clock === "string" && !own(meta.clocks, clock)
      ? [unknownClock(`${place}/options/clock`, clock, Object.keys(meta.clocks ?? {}))]
      : []),
  ];
}

function unknownAbility(place: string, name: string, all: readonly string[]): Finding {
  const known = all.join(", ");
  return errorAt(place, "unknown-ability", `没有能力 ${name}；可用的有 ${known}。`, `There is no ability ${name}; there are ${known}.`);
}

function noOptions(place: string, name: string): Finding {
  return errorAt(place, "ability-options", `能力 ${name} 没有 options；请删去它。`, `The ability ${name} takes no options; remove them.`);
}

function unknownClock(place: string, name: string, known: readonly string[]): Finding {
  return errorAt(
    place,
    "unknown-clock",
    `没有时限 ${name}（现有：${known.join("、") || "无"}）；请改正，或加入 meta.clocks。`,
    `There is no clock ${name} (there is ${known.join(", ") || "none"}); correct it, or add it to meta.clocks.`,
  );
}
