import { explainTable, type Json, type Label, type RuleDecision, type World } from "@muster/engine";
import { label } from "./label.ts";
import { textId, type Texts } from "./texts-of.ts";

/** For every row of the table whether it matched and what ruled it out; or why that cannot be told any more. */
export type Explanation =
  | { readonly ok: true; readonly rows: ReturnType<typeof explainTable>["rows"] }
  | { readonly ok: false; readonly reason: Label };

/** Asks the same version of the table again with the inputs that were recorded. */
export function explainDecision(world: World, { table: { id, version }, inputs }: RuleDecision, texts: Texts): Explanation {
  const table = world.table(id);
  if (table?.ref.version !== version) {
    return unknown(
      `表 ${id} 已不是第 ${version} 版，无法逐行说明。`,
      `The table ${id} is no longer at version ${version}; its rows cannot be explained.`,
    );
  }
  const asked: Record<string, Json> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const text = textId(value);
    const body = text === undefined ? value : texts.get(text);
    if (body === undefined)
      return unknown(`“${name}”的文字已被抹除，无法逐行说明。`, `The text of "${name}" was erased; the rows cannot be explained.`);
    asked[name] = body;
  }
  return { ok: true, rows: explainTable(table.compiled, asked).rows };
}

function unknown(zh: string, en: string): Explanation {
  return { ok: false, reason: label(zh, en) };
}
