import { childNamed, childrenNamed, type XmlElement } from "../xml/element.ts";
import type { ItemDefinition } from "./item-definition.ts";
import { textOf } from "./read-text.ts";

/** Reads an item definition, or a component of one. */
export function readItem(element: XmlElement): ItemDefinition {
  return {
    name: element.attributes.get("name") ?? "",
    isCollection: element.attributes.get("isCollection") === "true",
    type: childNamed(element, "typeRef")?.text.trim(),
    allowed: textOf(childNamed(element, "allowedValues")),
    constraint: textOf(childNamed(element, "typeConstraint")),
    components: childrenNamed(element, "itemComponent").map(readItem),
    isFunction: childNamed(element, "functionItem") !== undefined,
  };
}
