import { clockTreatments, type Move } from "@muster/engine";
import type { Command } from "commander";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";
import { oneOf } from "./one-of.ts";
import { parseCount } from "./parse-count.ts";
import { instantOption } from "./parse-instant.ts";
import { repeatable } from "./repeatable.ts";
import { translate } from "./translate.ts";

/** What the options of `muster move` were given. */
export interface MoveWords {
  readonly from?: string;
  readonly to?: string;
  readonly map?: readonly string[];
  readonly clocks?: string;
  readonly since?: string;
}

/** Adds the options that say which tickets are moved, where to, and what becomes of their clocks. */
export function addMoveOptions(command: Command): Command {
  const t = translate(command);
  return command
    .option("--from <version>", t("只移动这一版本的案卷（默认其他所有版本）", "only tickets at this version (default: at any other)"))
    .option("--to <version>", t("移到哪一版本（默认最新）", "the version they go to (default: the latest)"))
    .option(
      "--map <old=new>",
      t(
        "新版本中已没有的状态对应到哪里，如 handle.assigned=handle.new（可重复）",
        "where a state goes that is there no more, as handle.assigned=handle.new (repeatable)",
      ),
      repeatable,
    )
    .option(
      `--clocks <${clockTreatments.join("|")}>`,
      t(
        "时限：keep 保持不变（默认）；retarget 按现行标准和流程重新核定，已用时间计入；restart 从现在重新开始",
        "limits: keep them as they are (default), retarget by today's standard and process with what was used, restart them now",
      ),
    )
    .option(
      "--since <instant>",
      t(
        "同一版本内 restart：中断前开始的时刻，之后已重新开始的不再重复",
        "restart within one version: when it was begun, so that running it again does nothing twice",
      ),
    );
}

/** The move that the words ask for. */
export async function moveOf(process: string, { from, to, map = [], clocks, since }: MoveWords): Promise<Move> {
  return {
    process,
    ...(from !== undefined && { from: parseCount("--from", from) }),
    ...(to !== undefined && { to: parseCount("--to", to) }),
    ...(map.length > 0 && { states: Object.fromEntries(map.map(readMapping)) }),
    ...(clocks !== undefined && { clocks: oneOf("--clocks", clockTreatments, clocks) }),
    ...(since !== undefined && { since: await instantOption("--since", since) }),
  };
}

function readMapping(typed: string): readonly [string, string] {
  const [was, is, ...more] = typed.split("=").map((each) => each.trim());
  if (was && is && more.length === 0) return [was, is];
  throw wrongUsage(
    label(
      `--map 须写作 原状态=新状态，如 handle.assigned=handle.new，而不是 ${typed}。`,
      `--map takes OLD=NEW, such as handle.assigned=handle.new, not ${typed}.`,
    ),
  );
}
