import type { Label } from "@muster/engine";

/** A text for people in both languages; leaving one out does not compile. */
export function label(zh: string, en: string): Label {
  return { "zh-CN": zh, en };
}
