import type { FormValue, Offer } from "@muster/engine";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";
import { parseInstant } from "./parse-instant.ts";

/** A form as a process asks for it. */
export type FormSpec = Offer["form"];

type Field = FormSpec[string];

/** What was typed for a field, as the value its type asks for; whether the value is acceptable is for the engine to say. */
export async function fieldValue(name: string, field: Field | undefined, typed: string): Promise<FormValue> {
  switch (field?.type) {
    case "number":
    case "tier":
      return typed.trim() !== "" && Number.isFinite(Number(typed)) ? Number(typed) : mistyped(name, typed, "一个数字", "a number");
    case "boolean":
      return truth[typed.toLowerCase()] ?? mistyped(name, typed, "true 或 false", "true or false");
    case "calls":
      return listed(typed).map((each) => callIn(name, each));
    case "units":
    case "legs":
      return listed(typed);
    case "instant":
      return (
        (await parseInstant(typed)) ??
        mistyped(
          name,
          typed,
          "带时区偏移的 ISO 8601 时刻，如 2026-11-23T09:30+08:00",
          "an ISO 8601 instant with an offset, such as 2026-11-23T09:30+08:00",
        )
      );
    case "text":
    case "string":
    case "choice":
    case "category":
    case "unit":
    case "person":
    case "standard":
    case "ticket":
    case "partner":
    case undefined:
      return typed;
  }
}

function listed(typed: string): string[] {
  return typed.split(",").flatMap((code) => (code.trim() === "" ? [] : [code.trim()]));
}

/** A unit, or a name for one, and the role it is called in. */
function callIn(name: string, typed: string): FormValue {
  const [unit = "", role, ...more] = typed.split("=").map((part) => part.trim());
  if (unit === "" || role === undefined || more.length > 0)
    return mistyped(name, typed, "单位=角色，如 finance=lead", "unit=role, such as finance=lead");
  return { unit, role };
}

const truth: Readonly<Record<string, boolean>> = { true: true, yes: true, 是: true, false: false, no: false, 否: false };

function mistyped(name: string, typed: string, zh: string, en: string): never {
  throw wrongUsage(label(`字段 ${name} 须为${zh}，而不是“${typed}”。`, `The field ${name} takes ${en}, not "${typed}".`));
}
