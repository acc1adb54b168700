import { type DmnModel } from "../../../src/rules/dmn/model/model.ts";
import { readModel } from "../../../src/rules/dmn/model/read-model.ts";

/** A model of DMN 1.5 that holds these elements. */
export function dmnText(elements: string, { edition = "20230324", namespace = "urn:test" } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/${edition}/MODEL/" id="model" name="model" namespace="${namespace}">
${elements}
</definitions>`;
}

/** A decision that is a FEEL expression over what it requires. */
export function literal(name: string, feel: string, { type = "", requires = [] as readonly string[] } = {}): string {
  return `<decision id="${name}" name="${name}"><variable name="${name}"${type && ` typeRef="${type}"`}/>
  ${requires.map((each) => `<informationRequirement><required${each}/></informationRequirement>`).join("")}
  <literalExpression><text><![CDATA[${feel}]]></text></literalExpression></decision>`;
}

/** The model in the text; throws what is wrong with it. */
export function modelIn(text: string): DmnModel {
  const read = readModel(text);
  if (!read.ok) throw new Error(`${read.line}:${read.column} ${read.message.en}`);
  return read.model;
}
