import type { Label } from "../model/label.ts";
import type { DefinitionRef, StateValue } from "../model/ticket.ts";
import type { World } from "./world.ts";

/** What the states that are active are called, in the words of that version of the process. */
export function stateLabel(world: World, process: DefinitionRef, state: StateValue): Label {
  const labels = (world.process(process.id, process.version)?.leaves(state) ?? []).map(
    (leaf) => leaf.config.meta?.label ?? { "zh-CN": leaf.key, en: leaf.key },
  );
  return { "zh-CN": labels.map((each) => each["zh-CN"]).join(" + "), en: labels.map(({ en }) => en).join(" + ") };
}
