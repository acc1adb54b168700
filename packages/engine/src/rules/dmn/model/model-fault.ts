import type { Label } from "../../../model/label.ts";
import type { XmlElement } from "../xml/element.ts";

/** Thrown within the reader where a model lacks what makes it one; never leaves it. */
export class ModelFault extends Error {
  readonly at: Pick<XmlElement, "line" | "column">;
  readonly says: Label;
  constructor(at: Pick<XmlElement, "line" | "column">, zh: string, en: string) {
    super(en);
    this.at = at;
    this.says = { "zh-CN": zh, en };
  }
}

/** Somebody else's text within a message: not too long. */
export function textIn(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
