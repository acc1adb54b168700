import { errorAt, type Finding } from "../../model/finding.ts";
import type { Tree } from "../../model/tree.ts";
import { checkMapping } from "../../sources/mapping/check-mapping.ts";
import { mayHang } from "../../sources/convert/pattern.ts";
import { mappingOf, type SourceDocument } from "../../sources/source.ts";
import type { FormSpec } from "../form.ts";
import { own } from "../own.ts";
import type { ProcessDocument } from "../process.ts";
import { pointerKey } from "../state-graph.ts";

/** What a source can refer to. */
interface SourceSurroundings {
  readonly processes: ReadonlyMap<string, ProcessDocument>;
  readonly trees: { readonly categories: Tree };
}

/** Checks a source: its mapping by itself, and what it reports against the process and the categories. */
export function checkSource(source: SourceDocument, { processes, trees }: SourceSurroundings): readonly Finding[] {
  const process = processes.get(source.process);
  // Nobody reports what legs follow.
  const form = process?.meta.report?.form;
  if (!form) {
    const others = [...processes].flatMap(([id, { meta }]) => (meta.report ? [id] : []));
    return [...checkMapping(mappingOf(source)), noProcess(source.process, others)];
  }
  return [
    ...checkMapping(mappingOf(source)),
    ...Object.entries(source.fields).flatMap(([name, { extract }]) => (extract !== undefined && mayHang(extract) ? [notLinear(name)] : [])),
    ...Object.keys(source.report.form).flatMap((name) => (own(form, name) ? [] : [noField(name, source.process, form)])),
    ...Object.entries(form).flatMap(([name, field]) => (field.required && !own(source.report.form, name) ? [notFilled(name)] : [])),
    ...categoriesIn(source, form).flatMap(({ code, place }) => (trees.categories.has(code) ? [] : [noCategory(code, place)])),
  ];
}

/** The categories that a map of the source can bring into the report. */
function categoriesIn({ fields, report }: SourceDocument, form: FormSpec): readonly { readonly code: string; readonly place: string }[] {
  return Object.entries(report.form).flatMap(([name, value]) => {
    const [, field = ""] = typeof value === "string" ? (/^\{([^{}]*)\}$/.exec(value) ?? []) : [];
    if (own(form, name)?.type !== "category") return [];
    return Object.entries(own(fields, field)?.map ?? {}).map(([said, code]) => {
      return { code: String(code), place: `/fields/${field}/map/${pointerKey(said)}` };
    });
  });
}

/** What strangers send must not keep the engine busy. */
function notLinear(name: string): Finding {
  return errorAt(
    `/fields/${pointerKey(name)}/extract`,
    "pattern-not-linear",
    "这条正则用了反向引用或环视，遇到特意构造的文字会算得很久；来源的记录来自外部，请改用 RE2 能读的写法。",
    "This pattern uses a back-reference or looks around, and a text made for it would take long; records come from outside, so write it as RE2 reads it.",
  );
}

function noProcess(id: string, known: readonly string[]): Finding {
  const list = known.length > 0 ? known.join(", ") : "—";
  return errorAt("/process", "unknown-process", `没有流程 ${id}；已有 ${list}。`, `There is no process ${id}; there are ${list}.`);
}

function noField(name: string, process: string, form: FormSpec): Finding {
  const known = Object.keys(form).join(", ");
  return errorAt(
    `/report/form/${pointerKey(name)}`,
    "unknown-field",
    `流程 ${process} 的上报表单没有 ${name}；有 ${known}。`,
    `The report of ${process} asks for no ${name}; it asks for ${known}.`,
  );
}

function notFilled(name: string): Finding {
  return errorAt(
    "/report/form",
    "required-field",
    `上报表单的 ${name} 必填，映射没有填写它；每条记录都会被拒绝。`,
    `The report requires ${name}, which the mapping does not fill in: every record would be refused.`,
  );
}

function noCategory(code: string, place: string): Finding {
  return errorAt(
    place,
    "unknown-category",
    `没有类别 ${code}；请改正或先发布它。`,
    `There is no category ${code}; correct it or publish it first.`,
  );
}
