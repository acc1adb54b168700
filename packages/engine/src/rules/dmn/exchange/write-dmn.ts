import { errorAt, type Finding } from "../../../model/finding.ts";
import { languages } from "../../../model/label.ts";
import { resultTypeOf } from "../../hit-policy.ts";
import type { RuleTable, TableInput, TableOutput } from "../../table.ts";
import { ownNamespace } from "../own-namespace.ts";
import { isXmlText, writeXml, xml, type XmlNode } from "../xml/write-xml.ts";
import { dmnTypes, listOfTexts } from "./dmn-types.ts";
import { diagram } from "./diagram.ts";
import { foreignReading } from "./foreign-reading.ts";
import { toXmlId } from "./xml-id.ts";

/** A rule table as DMN, with what another DMN engine would read otherwise; or what DMN cannot hold. */
export type WrittenDmn =
  | { readonly ok: true; readonly text: string; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * Writes a rule table as a DMN 1.3 model of one decision, which editors of any later edition open too. Rule ids are row ids; what DMN has
 * no word for (purpose, both languages, the kinds of codes) stands in extension elements, so that `readDmn` gives the same table back.
 */
export function writeDmn(table: RuleTable): WrittenDmn {
  const faults = unwritableTexts(table);
  if (faults.length > 0) return { ok: false, findings: faults };
  const ids = xmlIds(table);
  const [purpose, zh] = [table.purpose, table.label["zh-CN"]];
  const inputs = table.inputs.map((input, i) => ({ data: ids.fresh(`data_${input.name}`), need: ids.fresh(`requires_${i + 1}`), input }));
  const answered = typeOfAnswer(table);
  const decision = xml("decision", { id: ids.decision, name: zh }, [
    xml("extensionElements", {}, [xml("muster:table", { purpose }, labels(table))]),
    xml("variable", { id: ids.fresh("variable"), name: zh, typeRef: answered }),
    ...inputs.map(({ data, need }) => xml("informationRequirement", { id: need }, [xml("requiredInput", { href: `#${data}` })])),
    xml("decisionTable", { id: ids.fresh("table"), ...policyOf(table) }, [
      ...table.inputs.map((input, i) => inputClause(input, i, ids.fresh)),
      ...table.outputs.map((output, i) => outputClause(output, i, ids.fresh)),
      ...table.rows.map((row, i) => rule(row, i, ids)),
    ]),
  ]);
  const root = xml("definitions", { ...namespaces, id: ids.fresh("definitions"), name: zh, namespace: ownNamespace, exporter: "Muster" }, [
    ...(table.outputs.some(({ type }) => type === "units") ? [texts(ids.fresh)] : []),
    ...inputs.map(({ data, input }) =>
      xml("inputData", { id: data, name: input.name }, [
        xml("variable", { id: ids.fresh(`value_${input.name}`), name: input.name, typeRef: dmnTypes[input.type] }),
      ]),
    ),
    decision,
    diagram(ids.decision, inputs, ids.fresh),
  ]);
  return { ok: true, text: writeXml(root), findings: foreignReading(table) };
}

const namespaces = {
  xmlns: "https://www.omg.org/spec/DMN/20191111/MODEL/",
  "xmlns:dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
  "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
  "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/",
  "xmlns:muster": ownNamespace,
};

/** Where the answer is a single value; of lists and contexts DMN wants a type of their own, which nobody needs. */
function typeOfAnswer(table: RuleTable): string | undefined {
  const [output, ...others] = table.outputs;
  if (!output || others.length > 0 || resultTypeOf(table) === "many") return undefined;
  return table.aggregator === "count" ? dmnTypes.number : dmnTypes[output.type];
}

/** Ids are one to a document: the table's and the rows' are given, others make way. */
function xmlIds(table: RuleTable) {
  const decision = toXmlId(table.id);
  const rows = table.rows.map(({ id }) => toXmlId(id));
  const taken = new Set([decision, ...rows]);
  const fresh = (wanted: string): string => {
    let id = toXmlId(wanted);
    while (taken.has(id)) id += "_";
    taken.add(id);
    return id;
  };
  return { decision, rows, fresh };
}

function policyOf({ hitPolicy, aggregator }: RuleTable): XmlNode["attributes"] {
  return { hitPolicy: hitPolicy.toUpperCase().replace("-", " "), aggregation: aggregator?.toUpperCase() };
}

function inputClause({ name, type, label, values }: TableInput, i: number, fresh: (wanted: string) => string): XmlNode {
  return xml("input", { id: fresh(`input_${i + 1}`), label: label["zh-CN"] }, [
    xml("extensionElements", {}, [xml("muster:column", { type }, labels({ label }))]),
    xml("inputExpression", { id: fresh(`expression_${i + 1}`), typeRef: dmnTypes[type] }, [text(name)]),
    values && xml("inputValues", { id: fresh(`values_${i + 1}`) }, [text(listed(values))]),
  ]);
}

function outputClause(
  { name, type, label, values, default: otherwise }: TableOutput,
  i: number,
  fresh: (wanted: string) => string,
): XmlNode {
  return xml("output", { id: fresh(`output_${i + 1}`), label: label["zh-CN"], name, typeRef: dmnTypes[type] }, [
    xml("extensionElements", {}, [xml("muster:column", { type }, labels({ label }))]),
    values && xml("outputValues", { id: fresh(`answers_${i + 1}`) }, [text(listed(values))]),
    otherwise === undefined ? undefined : xml("defaultOutputEntry", { id: fresh(`default_${i + 1}`) }, [text(otherwise)]),
  ]);
}

function rule({ note, when, then }: RuleTable["rows"][number], i: number, ids: ReturnType<typeof xmlIds>): XmlNode {
  const own = ids.rows[i] ?? "";
  // A row that is called as the table is, or as a row before it, needs another XML id.
  const isTaken = own === ids.decision || ids.rows.indexOf(own) < i;
  const named = isTaken ? { id: ids.fresh(`row_${own}`), "muster:id": own } : { id: own };
  const cell = (name: string) => (feel: string, at: number) => xml(name, { id: ids.fresh(`${own}_${name}_${at + 1}`) }, [text(feel)]);
  return xml("rule", named, [
    note === undefined ? undefined : xml("description", {}, note),
    ...when.map(cell("inputEntry")),
    ...then.map(cell("outputEntry")),
  ]);
}

function text(feel: string): XmlNode {
  return xml("text", {}, feel);
}

function listed(values: readonly (string | number)[]): string {
  return values.map((value) => JSON.stringify(value)).join(",");
}

function labels({ label }: Pick<RuleTable, "label">): readonly XmlNode[] {
  return languages.map((language) => xml("muster:label", { lang: language }, label[language]));
}

function texts(fresh: (wanted: string) => string): XmlNode {
  return xml("itemDefinition", { id: fresh(listOfTexts), name: listOfTexts, isCollection: "true" }, [xml("typeRef", {}, "string")]);
}

/** XML has no place for control characters, however they are written. */
function unwritableTexts(table: RuleTable): readonly Finding[] {
  const found: Finding[] = [];
  const look = (value: unknown, place: string): void => {
    if (typeof value === "string" && !isXmlText(value)) found.push(unwritable(place));
    if (typeof value === "object" && value !== null) for (const [key, inner] of Object.entries(value)) look(inner, `${place}/${key}`);
  };
  look(table, "");
  return found.slice(0, 20);
}

function unwritable(place: string): Finding {
  return errorAt(
    place,
    "unwritable",
    "此处的文字含有控制字符，XML 无法保存；请删去后再导出。",
    "This text holds a control character, which XML cannot: remove it, then export.",
  );
}
