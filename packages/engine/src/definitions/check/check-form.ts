import { errorAt, type Finding } from "../../model/finding.ts";
import { checkField } from "./check-field.ts";
import { settable, type FormSpec } from "../form.ts";

/** A form that can be filled in, and whose fields have the types of the attributes they set. */
export function checkForm(place: string, form: FormSpec): Finding[] {
  return Object.entries(form).flatMap(([name, field]) => {
    const wanted = settable[name];
    const findings: Finding[] = [];
    if (wanted !== undefined && wanted !== field.type)
      findings.push(
        errorAt(
          `${place}/${name}/type`,
          "field-type",
          `字段 ${name} 会设置案卷属性，类型必须是 ${wanted}。`,
          `The field ${name} sets an attribute of the ticket, so its type must be ${wanted}.`,
        ),
      );
    if (field.type === "choice" && !field.values?.length)
      findings.push(
        errorAt(
          `${place}/${name}/values`,
          "no-values",
          `选择字段 ${name} 没有可选值；请列出 values。`,
          `The choice ${name} offers nothing; list its values.`,
        ),
      );
    findings.push(...checkField(`${place}/${name}`, name, field));
    return findings;
  });
}
