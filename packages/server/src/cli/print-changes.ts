import type { Change, Json } from "@muster/engine";
import { label } from "./label.ts";
import type { Speech } from "./speech.ts";

const longest = 200;

/** Lists what differs, a line each: `+` came, `-` went, `~` changed, `↕` stands elsewhere. */
export function printChanges({ print, text }: Pick<Speech, "print" | "text">, changes: readonly Change[]): void {
  for (const { type, place, before, after } of changes) {
    if (type === "added") print(`  + ${place}  ${shown(after)}`);
    if (type === "removed") print(`  - ${place}  ${shown(before)}`);
    if (type === "changed") print(`  ~ ${place}  ${shown(before)} → ${shown(after)}`);
    if (type === "moved") {
      const [from, to] = [Number(before) + 1, Number(after) + 1];
      print(`  ↕ ${place}  ${text(label(`第 ${from} 位移到第 ${to} 位`, `from place ${from} to ${to}`))}`);
    }
  }
}

/** The changes of a definition, each with its name: for programs. */
export function changesIn({ definition, changes }: { readonly definition: string; readonly changes: readonly Change[] }) {
  return changes.map((change) => ({ definition, ...change }));
}

function shown(value: Json | undefined): string {
  const written = JSON.stringify(value) ?? "";
  return written.length > longest ? `${written.slice(0, longest)}…` : written;
}
