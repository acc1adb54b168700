import type { Label } from "@muster/engine";
import { type Values, fillText } from "@muster/engine/sources";

/** A text in each language for one row; undefined where one is empty. */
export function fillLabel(spec: { readonly "zh-CN": string; readonly en: string }, values: Values) {
  const [zh, en] = [fillText(spec["zh-CN"], values), fillText(spec.en, values)];
  return zh === undefined || zh === "" || en === undefined || en === "" ? undefined : { "zh-CN": zh, en };
}

/** Whether Chinese stands where the English should. A text without a Chinese character may be the same in both languages. */
export function isWithoutEnglish(label: Label | undefined): boolean {
  return label !== undefined && label.en === label["zh-CN"] && /\p{Script=Han}/u.test(label.en);
}
