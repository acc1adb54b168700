import { errorAt, type Finding } from "../../model/finding.ts";
import { checkField } from "./check-field.ts";
import { settable, type Field, type FormSpec } from "../form.ts";
import { own } from "../own.ts";
import { ticketShape } from "./ticket-shape.ts";

/** A form that can be filled in, and whose fields have the types of the attributes they set. */
export function checkForm(place: string, form: FormSpec): Finding[] {
  return Object.entries(form).flatMap(([name, field]) => [
    ...checkName(`${place}/${name}`, name, field),
    ...checkChoice(`${place}/${name}`, name, field),
    ...checkField(`${place}/${name}`, name, field),
  ]);
}

/** A field sets the attribute of its name; of another attribute's name it would be kept apart and the attribute be read in its stead. */
function checkName(place: string, name: string, { type }: Field): Finding[] {
  const wanted = own(settable, name);
  if (wanted === type) return [];
  if (wanted !== undefined) {
    return [
      errorAt(
        `${place}/type`,
        "field-type",
        `字段 ${name} 会设置案卷属性，类型必须是 ${wanted}。`,
        `The field ${name} sets an attribute of the ticket, so its type must be ${wanted}.`,
      ),
    ];
  }
  if (!Object.hasOwn(ticketShape, name) || type === "legs") return [];
  return [
    errorAt(
      place,
      "reserved-field",
      `案卷本身有属性 ${name}，表单不能设置它；请给字段换一个名称。可由表单设置的有：${Object.keys(settable).join("、")}。`,
      `A ticket has an attribute ${name} of its own, which no form may set; give the field another name. What a form may set: ${Object.keys(settable).join(", ")}.`,
    ),
  ];
}

function checkChoice(place: string, name: string, { type, values }: Field): Finding[] {
  if (type !== "choice" || values?.length) return [];
  return [
    errorAt(
      `${place}/values`,
      "no-values",
      `选择字段 ${name} 没有可选值；请列出 values。`,
      `The choice ${name} offers nothing; list its values.`,
    ),
  ];
}
