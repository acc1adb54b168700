import type { Label } from "../../../model/label.ts";
import type { Findings } from "./draft-table.ts";

/** What is known of a label: DMN has a single one, which is the Chinese one of a table written here. */
export interface LabelSource {
  readonly shown: string | undefined;
  readonly own: Readonly<Record<string, string>> | undefined;
  readonly known: Label | undefined;
  /** Where nothing says anything. */
  readonly otherwise: string;
  /** Whether it is told of the whole table already that its labels are in one language. */
  readonly told: boolean;
}

/** The label in both languages; where one of them is a guess or may be stale, that is a finding. */
export function labelFrom({ shown, own, known, otherwise, told }: LabelSource, line: number, place: string, { say }: Findings): Label {
  const marked = own?.["zh-CN"] !== undefined && own["en"] !== undefined ? { "zh-CN": own["zh-CN"], en: own["en"] } : undefined;
  const before = marked ?? known;
  const text = shown === undefined || shown.trim() === "" ? (before?.["zh-CN"] ?? otherwise) : shown;
  // An editor may write a line end into an attribute as it is, which every reader takes for a blank.
  if (before && before["zh-CN"].replaceAll(/[\t\n\r]/g, " ") === text.replaceAll(/[\t\n\r]/g, " ")) return before;
  if (before) {
    say(
      "hint",
      line,
      place,
      "label-changed",
      `名称“${before["zh-CN"]}”改成了“${text}”；英文名称“${before.en}”没有变，请核对。`,
      `The label “${before["zh-CN"]}” became “${text}”; the English one, “${before.en}”, is as it was: see whether it still fits.`,
    );
    return { "zh-CN": text, en: before.en };
  }
  if (told) return { "zh-CN": text, en: text };
  say(
    "hint",
    line,
    place,
    "one-language",
    `只有一个名称“${text}”，中英文都用了它；请补上另一种语言。`,
    `There is one label only, “${text}”, which stands for both languages: add the other one.`,
  );
  return { "zh-CN": text, en: text };
}
