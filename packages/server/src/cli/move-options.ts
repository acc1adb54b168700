import { clockTreatments, type Move } from "@muster/engine";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";
import { oneOf } from "./one-of.ts";
import { parseCount } from "./parse-count.ts";
import { instantOption } from "./parse-instant.ts";

/** What the options of `muster move` were given. */
export interface MoveWords {
  readonly from?: string;
  readonly to?: string;
  readonly map?: readonly string[];
  readonly clocks?: string;
  readonly since?: string;
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
