import type { Leg } from "../../model/leg.ts";
import type { Whistle } from "../../model/whistle.ts";

/** Whether the whistle has what it was blown for, could still come to it, or has nobody left who could bring it. */
export function joinOf(whistle: Whistle, legs: readonly Leg[]): "joined" | "open" | "stranded" {
  const counting = legs.filter(({ whistle: no, role }) => no === whistle.no && role !== "informed");
  const asked = whistle.join.type === "lead" ? counting.filter(({ role }) => role === "lead") : counting;
  const done = asked.filter(({ outcome }) => outcome === "done").length;
  const open = asked.filter((leg) => leg.open).length;
  const needed = whistle.join.type === "some" ? whistle.join.n : done + open;
  if (done > 0 && done >= needed) return "joined";
  return open > 0 && done + open >= needed ? "open" : "stranded";
}
