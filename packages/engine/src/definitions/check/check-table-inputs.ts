import { errorAt, type Finding } from "../../model/finding.ts";
import type { TableInput } from "../../rules/table.ts";
import type { FieldType } from "../form.ts";
import { inputTypes } from "../readable.ts";
import type { Asking } from "./asking.ts";
import { nearestName } from "./nearest-name.ts";
import type { ReadableNames } from "./readable-names.ts";

/** Every input is something the ticket has or its forms ask for, and of a type that takes its values. */
export function checkTableInputs(asking: Asking, names: ReadableNames): Finding[] {
  return asking.table.inputs.flatMap((input) => {
    const types = names.get(input.name);
    if (!types) return [unknown(asking, input, names)];
    if ([...types].every((type) => inputTypes[type].includes(input.type)) && types.size > 0) return [];
    return [mistyped(asking, input, types)];
  });
}

/** It would be null for ever, and the rows that test it would never match. */
function unknown({ place, action, table }: Asking, { name }: TableInput, names: ReadableNames): Finding {
  const single = [...names].filter(([, types]) => types.size > 0).map(([each]) => each);
  const meant = nearestName(name, single);
  const [zh, en] = meant
    ? [`是否应为 ${meant}？请改正`, `did you mean ${meant}? Correct the input`]
    : [`可用的有 ${single.join("、")}；请改正`, `there are ${single.join(", ")}. Correct the input`];
  return errorAt(
    place,
    "table-input",
    `动作 ${action} 使用的规则表 ${table.id} 有输入 ${name}，案卷没有这个属性，流程也没有表单填写它，它永远是空值：${zh}这一输入，或在某个表单中加上字段 ${name}。`,
    `The action ${action} asks the rule table ${table.id}, whose input ${name} is no attribute of a ticket and no field of a form of this process, and so null for ever: ${en}, or add the field ${name} to a form.`,
  );
}

function mistyped({ place, action, table }: Asking, { name, type }: TableInput, types: ReadonlySet<FieldType>): Finding {
  const fitting = [...new Set([...types].flatMap((each) => inputTypes[each]))].filter((each) =>
    [...types].every((value) => inputTypes[value].includes(each)),
  );
  const has = types.size > 0 ? [...types].join(", ") : undefined;
  const [zh, en] =
    fitting.length > 0
      ? [`请把输入的类型改为 ${fitting.join(" 或 ")}`, `make the input ${fitting.join(" or ")}`]
      : types.size > 1
        ? ["没有输入类型能兼容它们；请在各表单中改用同一类型", "no input takes them all; give the field one type in every form"]
        : ["它不是单个的值，规则表读不了；请删去这一输入", "it is no single value, which no table can read; remove the input"];
  return errorAt(
    place,
    "table-input-type",
    `动作 ${action} 使用的规则表 ${table.id} 的输入 ${name} 是 ${type}，而案卷上的 ${name} 是${has === undefined ? "列表或一组值" : ` ${has}`}：${zh}。`,
    `The action ${action} asks the rule table ${table.id}, whose input ${name} is of the type ${type}, while the ${name} of a ticket is ${has === undefined ? "a list or a record" : `of the type ${has}`}: ${en}.`,
  );
}
