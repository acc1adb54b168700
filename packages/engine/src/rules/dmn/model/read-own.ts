import { ownNamespace } from "../own-namespace.ts";
import { childNamed, type XmlElement } from "../xml/element.ts";
import type { OwnColumn } from "./decision-table.ts";

/** The labels in Muster's extension of an element, by language; undefined where there is no such extension. */
export function ownLabels(element: XmlElement): Readonly<Record<string, string>> | undefined {
  const own = ownOf(element);
  if (!own) return undefined;
  const labels = own.children.filter(({ name, namespace }) => name === "label" && namespace === ownNamespace);
  return Object.fromEntries(labels.map(({ attributes, text }) => [attributes.get("lang") ?? "", text]));
}

/** What Muster's extension says a table is for. */
export function ownPurpose(element: XmlElement): string | undefined {
  return ownOf(element)?.attributes.get("purpose");
}

/** Muster's extension of a column. */
export function ownColumn(element: XmlElement): OwnColumn | undefined {
  const labels = ownLabels(element);
  return labels && { type: ownOf(element)?.attributes.get("type"), labels };
}

function ownOf(element: XmlElement): XmlElement | undefined {
  return childNamed(element, "extensionElements")?.children.find(({ namespace }) => namespace === ownNamespace);
}
