import * as z from "zod";
import { stateAt, type StateMap } from "../../decide/repin/counterpart.ts";
import type { Process } from "../../decide/process.ts";
import type { World } from "../../decide/world.ts";
import { EngineError } from "../../model/engine-error.ts";
import { issueLabel, rule } from "../../model/issue-label.ts";
import { clockTreatments, type ClockTreatment } from "../../model/repin.ts";
import { storableSchema } from "../../model/schema.ts";
import type { Ticket } from "../../model/ticket.ts";
import { stateOf } from "../../time/clock.ts";
import type { Move } from "./move.ts";

/** A move as it is done. */
export interface Going {
  readonly process: string;
  readonly to: Process;
  readonly states: StateMap;
  readonly clocks: ClockTreatment;
  readonly by: string | undefined;
  /** Whether it is for this ticket. */
  readonly takes: (ticket: Ticket) => boolean;
}

const mostStates = 100;
const path = storableSchema.min(1).max(1000);

const moveSchema: z.ZodType<Move> = z.strictObject({
  process: storableSchema.min(1).max(64),
  to: z.int().min(1).optional(),
  from: z.int().min(1).optional(),
  states: z
    .record(path, path)
    .refine(
      (states) => Object.keys(states).length <= mostStates,
      rule(`至多对应 ${mostStates} 个状态`, `it maps at most ${mostStates} states`),
    )
    .optional(),
  clocks: z.enum(clockTreatments).optional(),
  by: storableSchema.min(1).max(64).optional(),
  since: z.int().optional(),
});

/** A move of the host's, checked against what is published. Throws `bad-move` and `unknown-version`. */
export function parseMove(world: World, input: Move, now: number): Going {
  const move = read(input);
  const latest = world.process(move.process)?.ref.version ?? 0;
  const to = versionOf(world, move.process, move.to ?? latest, latest);
  const { from, by, clocks = "keep", since = now } = move;
  if (from !== undefined) versionOf(world, move.process, from, latest);
  const states = new Map(Object.entries(move.states ?? {}));
  const versions = Array.from({ length: latest }, (_, i) => world.process(move.process, i + 1)).filter((each) => each !== undefined);
  checkStates(
    states,
    versions.filter(({ ref }) => ref.version !== to.ref.version && (from === undefined || from === ref.version)),
    to,
  );
  return {
    process: move.process,
    to,
    states,
    clocks,
    by,
    takes: ({ open, process, clocks: running }) => {
      if (!open || process.id !== move.process || (from !== undefined && process.version !== from)) return false;
      if (process.version !== to.ref.version) return true;
      // A deadline that was set by hand does not begin anew.
      const begun = Object.values(running ?? {}).filter((clock) => stateOf(clock) !== "stopped" && clock.basis.type !== "due");
      // What began anew since the move was begun has been moved by it.
      if (clocks === "restart") return from !== undefined && begun.some(({ segments }) => (segments[0]?.from ?? 0) < since);
      return clocks === "retarget";
    },
  };
}

function read(input: unknown): Move {
  let parsed: ReturnType<typeof moveSchema.safeParse> | undefined;
  try {
    parsed = moveSchema.safeParse(input, { reportInput: true });
  } catch {
    throw new EngineError("bad-move", "换版的要求读取时出错（getter 或 Proxy）。", "the move cannot be read, as with a getter or a proxy.");
  }
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = ["move", ...(issue?.path ?? []).map(String)].join(".");
  const said = issue && issueLabel(issue);
  throw new EngineError(
    "bad-move",
    `换版的 ${place} 不合要求：${said?.["zh-CN"] ?? ""}。`,
    `a move does not fit at ${place}: ${said?.en ?? ""}.`,
  );
}

function versionOf(world: World, id: string, version: number, latest: number): Process {
  const found = world.process(id, version);
  if (found) return found;
  const [zh, en] =
    latest === 0
      ? [`没有已发布的流程 ${id}。`, `there is no published process ${id}.`]
      : [
          `流程 ${id} 只有版本 1 至 ${latest}，没有版本 ${version}。`,
          `the process ${id} has the versions 1 to ${latest}, and no version ${version}.`,
        ];
  throw new EngineError("unknown-version", zh, en);
}

/** A slip of the hand in a mapping is told before any ticket is looked at. */
function checkStates(states: StateMap, froms: readonly Process[], to: Process): void {
  for (const [was, is] of states) {
    const name = `${to.ref.id}@${to.ref.version}`;
    if (froms.length === 0)
      throw new EngineError(
        "bad-move",
        `对应 ${was}=${is}：没有别的版本的案卷要换到 ${name}；请先发布新版本，或去掉这一对应。`,
        `the mapping ${was}=${is}: no tickets come to ${name} from another version; publish the new version first, or leave the mapping out.`,
      );
    const [mapped, target] = [froms.flatMap(({ machine }) => stateAt(machine.graph, was) ?? []), stateAt(to.machine.graph, is)];
    if (mapped.length === 0)
      throw new EngineError(
        "bad-move",
        `对应 ${was}=${is}：原来的版本中没有状态 ${was}；请写状态的路径，如 handle.assigned。`,
        `the mapping ${was}=${is}: no version that tickets come from has a state ${was}; write its path, such as handle.assigned.`,
      );
    if (!target)
      throw new EngineError(
        "bad-move",
        `对应 ${was}=${is}：${name} 没有状态 ${is}；请写状态的路径，如 handle.assigned。`,
        `the mapping ${was}=${is}: ${name} has no state ${is}; write its path, such as handle.assigned.`,
      );
    if (mapped.every(({ type }) => (type === "history") !== (target.type === "history")))
      throw new EngineError(
        "bad-move",
        `对应 ${was}=${is}：历史状态只能对应到历史状态。`,
        `the mapping ${was}=${is}: a history state goes to a history state, and nothing else does.`,
      );
  }
}
