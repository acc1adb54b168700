import { childNamed, type XmlElement } from "../xml/element.ts";

/** The FEEL inside the element's `text`; undefined where there is none. */
export function textOf(element: XmlElement | undefined): string | undefined {
  return element && childNamed(element, "text")?.text;
}
