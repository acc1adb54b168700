import type { Label } from "../../../model/label.ts";
import { childNamed, childrenNamed, type XmlElement } from "../xml/element.ts";
import { readXml } from "../xml/read-xml.ts";
import { editions } from "./editions.ts";
import { ModelFault, textIn } from "./model-fault.ts";
import type { Decision, DecisionService, DmnModel, KnowledgeModel } from "./model.ts";
import { expressionIn, readExpression, readFunction } from "./read-expression.ts";
import { readItem } from "./read-item.ts";
import { ownLabels, ownPurpose } from "./read-own.ts";

/** A model, or where the text is none and why. */
export type ReadModel =
  | { readonly ok: true; readonly model: DmnModel }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly message: Label };

/** Reads DMN 1.3, 1.4 or 1.5 from its XML. Never throws. */
export function readModel(text: string): ReadModel {
  const xml = readXml(text);
  if (!xml.ok) return xml;
  const { root } = xml;
  if (root.name !== "definitions" || editions[root.namespace] === undefined)
    return { ok: false, line: root.line, column: root.column, message: otherEdition(root) };
  try {
    return { ok: true, model: modelIn(root) };
  } catch (thrown) {
    if (!(thrown instanceof ModelFault)) throw thrown;
    return { ok: false, line: thrown.at.line, column: thrown.at.column, message: thrown.says };
  }
}

function modelIn(root: XmlElement): DmnModel {
  const attribute = (name: string) => root.attributes.get(name) ?? "";
  return {
    name: attribute("name"),
    namespace: attribute("namespace"),
    imports: childrenNamed(root, "import").map(({ attributes }) => ({
      name: attributes.get("name") ?? "",
      namespace: attributes.get("namespace") ?? "",
    })),
    items: childrenNamed(root, "itemDefinition").map(readItem),
    inputs: childrenNamed(root, "inputData").map(readElement),
    decisions: childrenNamed(root, "decision").map(readDecision),
    functions: childrenNamed(root, "businessKnowledgeModel").map(readKnowledge),
    services: childrenNamed(root, "decisionService").map(readService),
  };
}

/** The variable an element is known by has its name, and says the type. */
function readElement(element: XmlElement) {
  const variable = childNamed(element, "variable");
  const name = element.attributes.get("name") ?? variable?.attributes.get("name") ?? "";
  return {
    id: element.attributes.get("id") ?? name,
    name: variable?.attributes.get("name") ?? name,
    type: variable?.attributes.get("typeRef"),
    line: element.line,
  };
}

function readDecision(element: XmlElement): Decision {
  const logic = expressionIn(element);
  const labels = ownLabels(element);
  const purpose = ownPurpose(element);
  return {
    ...readElement(element),
    label: element.attributes.get("label") ?? element.attributes.get("name"),
    own: labels && { labels, purpose },
    requires: [
      ...hrefs(element, "informationRequirement", "requiredDecision"),
      ...hrefs(element, "informationRequirement", "requiredInput"),
      ...hrefs(element, "knowledgeRequirement", "requiredKnowledge"),
    ],
    expression: logic && readExpression(logic),
  };
}

function readKnowledge(element: XmlElement): KnowledgeModel {
  const logic = childNamed(element, "encapsulatedLogic");
  return {
    ...readElement(element),
    requires: hrefs(element, "knowledgeRequirement", "requiredKnowledge"),
    body: logic && readFunction(logic),
  };
}

function readService(element: XmlElement): DecisionService {
  const named = (name: string) => childrenNamed(element, name).map(({ attributes }) => attributes.get("href") ?? "");
  return {
    ...readElement(element),
    outputs: named("outputDecision"),
    inputDecisions: named("inputDecision"),
    inputData: named("inputData"),
  };
}

function hrefs(element: XmlElement, requirement: string, target: string): readonly string[] {
  return childrenNamed(element, requirement).flatMap((each) => {
    const href = childNamed(each, target)?.attributes.get("href");
    return href === undefined ? [] : [href];
  });
}

function otherEdition({ name, namespace }: XmlElement): Label {
  const is = textIn(`${name} {${namespace}}`);
  const known = Object.values(editions).join(", ");
  return {
    "zh-CN": `这不是 DMN ${known} 的模型，而是 ${is}。请在编辑器中另存为其中一个版本。`,
    en: `This is no model of DMN ${known}, but ${is}. Save it as one of these from an editor.`,
  };
}
