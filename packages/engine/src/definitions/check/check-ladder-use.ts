import { errorAt, type Finding } from "../../model/finding.ts";
import { conditionFault } from "../../rules/check/kind-fault.ts";
import type { LadderDocument, Rung } from "../ladder.ts";
import { own } from "../own.ts";
import { referenceOf, type ProcessDocument } from "../process.ts";
import { stateGraph } from "../state-graph.ts";
import { unknownClockPath, unknownTicketPath } from "./check-guard.ts";
import { checkRounds } from "./check-ladder-rounds.ts";
import type { LadderSurroundings } from "./ladder-surroundings.ts";
import { knownPaths, type KnownPaths } from "./known-paths.ts";
import { checkRungCommand } from "./check-rung-command.ts";
import { clockShape, readPaths } from "./ticket-shape.ts";

/** Every clock that a ladder is for exists and has no other, and its rungs read and send what the process of that clock knows. */
export function checkLadderUse(ladder: LadderDocument, around: LadderSurroundings): Finding[] {
  const processes = new Set(ladder.clocks.map(({ process }) => process));
  return [
    ...ladder.clocks.flatMap((use, i) => checkClock(ladder, use, `/clocks/${i}`, around)),
    ...[...processes].flatMap((id) => {
      const document = around.processes.get(id);
      return document ? checkWithin(ladder, document, around) : [];
    }),
  ];
}

function checkClock(ladder: LadderDocument, use: Use, place: string, { processes, ladders }: LadderSurroundings): Finding[] {
  const process = processes.get(use.process);
  if (!process) return [unknownProcess(`${place}/process`, use.process, [...processes.keys()])];
  const clocks = process.meta.clocks ?? {};
  if (!own(clocks, use.clock)) return [unknownClock(`${place}/clock`, use, Object.keys(clocks))];
  const other = ladders.find(({ id, clocks: theirs }) => id !== ladder.id && theirs.some((each) => isSame(each, use)));
  const isTwice = ladder.clocks.findIndex((each) => isSame(each, use)) < ladder.clocks.indexOf(use);
  return other || isTwice ? [twoLadders(place, use, other?.id ?? ladder.id)] : [];
}

type Use = LadderDocument["clocks"][number];

function isSame(one: Use, other: Use): boolean {
  return one.process === other.process && one.clock === other.clock && (one.milestones ?? false) === (other.milestones ?? false);
}

/** What the rungs say, as the process understands it. */
function checkWithin(ladder: LadderDocument, document: ProcessDocument, around: LadderSurroundings): Finding[] {
  const { rungs } = ladder;
  const graph = stateGraph(document);
  const known = knownPaths(document, graph);
  const found = rungs.flatMap((rung, i) => [
    ...checkPaths(`/rungs/${i}/when`, rung, document, around, known),
    ...rung.actions.flatMap((action, j) => [
      ...checkRungCommand(`/rungs/${i}/actions/${j}`, referenceOf(action), document, graph),
      ...checkReply(`/rungs/${i}/actions/${j}`, referenceOf(action), document),
    ]),
    ...checkAcknowledged(`/rungs/${i}/repeat/until`, rung, document),
  ]);
  return [...found, ...checkRounds(ladder, document, graph, around)];
}

function checkPaths(place: string, { when }: Rung, { id }: ProcessDocument, around: LadderSurroundings, known: KnownPaths): Finding[] {
  const compiled = when === undefined ? undefined : around.rungFeel(when);
  if (!compiled?.ok) return [];
  const unknown = compiled.names.flatMap((name): readonly Finding[] => {
    const [start, ...path] = name.split(".");
    const advice = start === "ticket" ? unknownTicketPath(path, known) : unknownClockPath(path);
    if (!advice) return [];
    return [
      errorAt(
        place,
        "unknown-path",
        `条件读取的 ${name} 在流程 ${id} 中永远是空值：${advice["zh-CN"]}`,
        `The condition reads ${name}, which is always null in the process ${id}: ${advice.en}`,
      ),
    ];
  });
  return unknown.length > 0 || when === undefined ? unknown : checkKinds(place, when, known);
}

/** What compares a number with a text, or answers neither true nor false, holds for no ticket. */
function checkKinds(place: string, when: string, known: KnownPaths): Finding[] {
  const fault = conditionFault(when, [...readPaths("ticket", known.ticket), ...readPaths("clock", clockShape)]);
  return fault ? [{ severity: "error", place, ...fault }] : [];
}

function checkAcknowledged(place: string, { repeat }: Rung, { id, meta }: ProcessDocument): Finding[] {
  if (repeat?.until !== "acknowledged" || own(meta.abilities, "acknowledge")) return [];
  return [
    errorAt(
      place,
      "never-acknowledged",
      `流程 ${id} 中没有人能确认，这一级会一直重复；请在流程的 meta.abilities 中加上 acknowledge，或改用 times。`,
      `Nobody can acknowledge in the process ${id}, so that this rung would repeat for ever; add acknowledge to the process's meta.abilities, or give times.`,
    ),
  ];
}

/** An order that nobody can answer would keep the ticket in its handling for ever. */
function checkReply(place: string, { type, params: { role } }: ReturnType<typeof referenceOf>, { id, meta }: ProcessDocument): Finding[] {
  if (type !== "supervise" || typeof role !== "string") return [];
  const { by } = own(meta.abilities, "reply") ?? {};
  if (by?.some((who) => who.role === role)) return [];
  return [
    errorAt(
      `${place}/params/role`,
      "never-answered",
      `流程 ${id} 中角色 ${role} 不能答复督办，案卷会一直停在处置中；请在流程的 meta.abilities.reply.by 中加上它，或改由能答复的角色答复。`,
      `The role ${role} cannot reply in the process ${id}, so that the ticket would never leave its handling; add it to the process's meta.abilities.reply.by, or order a role that can.`,
    ),
  ];
}

function unknownProcess(place: string, id: string, known: readonly string[]): Finding {
  return errorAt(
    place,
    "unknown-process",
    `没有流程 ${id}（现有：${known.join("、") || "无"}）；请改正。`,
    `There is no process ${id} (there is ${known.join(", ") || "none"}); correct it.`,
  );
}

function unknownClock(place: string, { process, clock }: Use, known: readonly string[]): Finding {
  return errorAt(
    place,
    "unknown-clock",
    `流程 ${process} 没有时限 ${clock}（现有：${known.join("、") || "无"}）；请改正，或在流程的 meta.clocks 中加上它。`,
    `The process ${process} has no clock ${clock} (there is ${known.join(", ") || "none"}); correct it, or add it to the process's meta.clocks.`,
  );
}

function twoLadders(place: string, { process, clock }: Use, other: string): Finding {
  return errorAt(
    place,
    "two-ladders",
    `流程 ${process} 的时限 ${clock} 已经由阶梯表 ${other} 管；请只留一处。`,
    `The clock ${clock} of the process ${process} already has the ladder ${other}; leave it to one of them.`,
  );
}
