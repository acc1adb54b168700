import { fillText, type Values } from "../convert/fill.ts";

/** A text in each language for one row; undefined where one is empty. */
export function fillLabel(spec: { readonly "zh-CN": string; readonly en: string }, values: Values) {
  const [zh, en] = [fillText(spec["zh-CN"], values), fillText(spec.en, values)];
  return zh === undefined || zh === "" || en === undefined || en === "" ? undefined : { "zh-CN": zh, en };
}
