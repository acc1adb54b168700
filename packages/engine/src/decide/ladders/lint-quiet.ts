import { mayDo } from "../../definitions/check/may-do.ts";
import type { LadderDocument, QuietHours, Rung } from "../../definitions/ladder.ts";
import { referenceOf } from "../../definitions/process.ts";
import type { Finding } from "../../model/finding.ts";
import { isRed } from "../../time/moment.ts";
import type { World } from "../world.ts";
import { wordOf } from "./word.ts";

/** What the quiet hours of a ladder hold back that should perhaps go out, and what goes out although they are quiet. */
export function lintQuiet(world: World, ladder: LadderDocument): readonly Finding[] {
  return [
    ...(ladder.quiet ?? []).flatMap((hours, i) => waitingRed(ladder, hours, i)),
    ...ladder.rungs.flatMap((rung, i) => unheld(world, ladder, rung, `/rungs/${i}`)),
  ];
}

function waitingRed({ rungs }: LadderDocument, hours: QuietHours, i: number): readonly Finding[] {
  if (hours.red !== "wait") return [];
  const waiting = rungs.filter(({ at, actions }) => isRed(at) && actions.some((action) => wordOf(action)?.channel === hours.channel));
  if (waiting.length === 0) return [];
  const ids = waiting.map(({ id }) => id);
  return [
    {
      severity: "warning",
      code: "red-rung-waits",
      place: `/quiet/${i}/red`,
      message: {
        "zh-CN": `${hours.from} 至 ${hours.until} 期间，已超期的 ${ids.join("、")} 也不经 ${hours.channel} 通知；请确认，或去掉 "red": "wait"。`,
        en: `From ${hours.from} to ${hours.until} even ${ids.join(", ")}, which are red, send no word by ${hours.channel}; make sure that is meant, or remove "red": "wait".`,
      },
      witnesses: waiting.map(({ id }) => ({ rung: id, from: hours.from, until: hours.until })),
    },
  ];
}

/** What a transition sends is part of it, whoever takes it: a rung's command lets it go out at any hour. */
function unheld(world: World, { clocks, quiet = [] }: LadderDocument, { id, at, actions }: Rung, place: string): readonly Finding[] {
  const held = new Set(quiet.flatMap(({ channel, red }) => (!isRed(at) || red === "wait" ? [channel] : [])));
  const processes = [...new Set(clocks.map(({ process }) => process))].flatMap((process) => world.process(process) ?? []);
  return actions.flatMap((action, j): readonly Finding[] => {
    const { type, params } = referenceOf(action);
    const command = type === "command" ? params["command"] : undefined;
    if (typeof command !== "string") return [];
    const words = processes.flatMap(({ commands, machine }) => {
      const edges = (commands.get(command) ?? []).filter(({ transition }) => transition.meta?.by.some(({ role }) => role === "system"));
      return mayDo(edges, machine.graph).flatMap((reference) => wordOf(reference)?.channel ?? []);
    });
    const loud = [...new Set(words)].filter((channel) => held.has(channel));
    if (loud.length === 0) return [];
    return [
      {
        severity: "warning",
        code: "unheld-word",
        place: `${place}/actions/${j}`,
        message: {
          "zh-CN": `${id} 的命令 ${command} 所走的转换会经 ${loud.join("、")} 通知，免打扰时段也照发（只推迟这一级自己的通知）；请改由这一级用 notify 通知，或在流程中换一个渠道。`,
          en: `The transition that the command ${command} of ${id} takes sends word by ${loud.join(", ")}, in quiet hours too: they hold back only what the rung sends itself. Let the rung send it (notify), or give the process another channel.`,
        },
      },
    ];
  });
}
