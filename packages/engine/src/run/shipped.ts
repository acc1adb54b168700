import { readFileSync } from "node:fs";
import type { Draft } from "./define.ts";

/** The shipped process `closed-loop`: report, dispatch, handle, verify, close, in three tiers. It asks the tables `classification` and `routing`. */
export const closedLoop: Draft = {
  kind: "process",
  document: JSON.parse(
    readFileSync(new URL("processes/closed-loop.process.json", import.meta.resolve("@muster/engine/package.json")), "utf8"),
  ) as unknown,
};
