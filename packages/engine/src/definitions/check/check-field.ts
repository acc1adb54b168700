import { errorAt, type Finding } from "../../model/finding.ts";
import type { Field } from "../form.ts";

/** A field says nothing that its type does not read, and something can be filled in. */
export function checkField(place: string, name: string, field: Field): Finding[] {
  return [checkBounds, checkWithin, checkValues, checkStand].flatMap((check) => check(place, name, field));
}

function checkStand(place: string, name: string, { type, stand }: Field): Finding[] {
  if (stand === undefined || type === "legs") return [];
  return [
    errorAt(
      `${place}/stand`,
      "stand-type",
      `字段 ${name} 的类型是 ${type}，stand 只用于 legs；请删去，或改变类型。`,
      `The field ${name} is of the type ${type}; stand is for legs. Remove it, or change the type.`,
    ),
  ];
}

function checkBounds(place: string, name: string, { type, min, max }: Field): Finding[] {
  const bound = min === undefined ? "max" : "min";
  if ((min ?? max) !== undefined && type !== "number" && type !== "instant") {
    return [
      errorAt(
        `${place}/${bound}`,
        "bounds-type",
        `字段 ${name} 的类型是 ${type}，min 和 max 只用于 number 和 instant；请删去，或改变类型。`,
        `The field ${name} is of the type ${type}; min and max are for number and instant. Remove them, or change the type.`,
      ),
    ];
  }
  if (min === undefined || max === undefined || min <= max) return [];
  return [
    errorAt(
      `${place}/min`,
      "empty-range",
      `字段 ${name} 的最小值 ${min} 大于最大值 ${max}，什么都填不进去；请改正其中一个。`,
      `The least value ${min} of the field ${name} is above its greatest, ${max}, so that nothing fits; correct one of them.`,
    ),
  ];
}

function checkWithin(place: string, name: string, { type, within }: Field): Finding[] {
  if (within === undefined || type === "instant") return [];
  return [
    errorAt(
      `${place}/within`,
      "within-type",
      `字段 ${name} 的类型是 ${type}，within 只用于 instant；请删去，或改变类型。`,
      `The field ${name} is of the type ${type}; within is for instant. Remove it, or change the type.`,
    ),
  ];
}

function checkValues(place: string, name: string, { type, values }: Field): Finding[] {
  if (!values) return [];
  if (type !== "choice") {
    return [
      errorAt(
        `${place}/values`,
        "values-type",
        `字段 ${name} 的类型是 ${type}，values 只用于 choice；请删去，或把类型改为 choice。`,
        `The field ${name} is of the type ${type}; values are for choice. Remove them, or make it a choice.`,
      ),
    ];
  }
  const codes = values.map(({ code }) => code);
  return codes.flatMap((code, i) =>
    codes.indexOf(code) === i
      ? []
      : errorAt(
          `${place}/values/${i}/code`,
          "duplicate-code",
          `选项编码 ${code} 出现两次；请改掉其中一个。`,
          `The code ${code} stands here twice; change one of them.`,
        ),
  );
}
