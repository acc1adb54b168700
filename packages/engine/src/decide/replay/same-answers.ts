import { ask } from "../actions/decide-by-table.ts";
import type { RuleAnswer } from "../outcome/outcome.ts";
import { withTexts } from "../with-texts.ts";
import type { World } from "../world.ts";
import type { Replayed } from "./replay.ts";

/**
 * What the tables of another world answer where they were asked on this course, if they answer all of it alike; undefined where one does
 * not, or cannot be asked with the same inputs. Where the worlds differ in nothing but tables, the course is then the same in both: a
 * decision reads a table's answer and nothing else of it.
 */
export function sameAnswers(world: World, { happened, text }: Pick<Replayed, "happened" | "text">): readonly RuleAnswer[] | undefined {
  const answers: RuleAnswer[] = [];
  for (const { entry } of happened) {
    for (const decision of entry.decisions ?? []) {
      const table = world.table(decision.table.id);
      if (!table || table.compiled.table.inputs.some(({ name }) => !Object.hasOwn(decision.inputs, name))) return undefined;
      const { rows, outcome } = ask(table, withTexts(decision.inputs, text));
      if (JSON.stringify(outcome) !== JSON.stringify(decision.outcome)) return undefined;
      answers.push({ table: decision.table.id, rows, outcome });
    }
  }
  return answers;
}
