import { textLimits, type Field, type FormSpec } from "../definitions/form.ts";
import { isStorable } from "../model/canonical.ts";
import type { Form, FormValue } from "../model/command.ts";
import type { Actor } from "../model/actor.ts";
import type { JsonObject } from "../model/json.ts";
import type { Ticket } from "../model/ticket.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import { span } from "../time/span.ts";
import { maySee } from "./authorize.ts";
import { callsFault, legsFault } from "./legs/parse-calls.ts";
import type { World } from "./world.ts";

/** What a form's references are checked against. */
export interface FormContext {
  readonly world: World;
  readonly actor: Actor;
  /** The ticket the form belongs to; none for a report. */
  readonly ticket: Ticket | undefined;
  /** When the command happens, epoch milliseconds. */
  readonly at: number;
  /** Another ticket of the tenant. */
  readonly other: (id: string) => Ticket | undefined;
}

export type ParsedForm = { readonly ok: true; readonly values: JsonObject } | Refused;

/** Parses a form by its specification: nothing unknown, nothing missing, every code known. Texts stay plain here. */
export function parseForm(spec: FormSpec, form: Form, context: FormContext): ParsedForm {
  for (const name of Object.keys(form)) {
    if (!Object.hasOwn(spec, name)) {
      const offered = Object.keys(spec).join(", ") || "—";
      return refuse(
        "bad-input",
        `没有字段 ${name}；此表单的字段有 ${offered}。`,
        `There is no field ${name}; this form has ${offered}.`,
        `/form/${name}`,
      );
    }
  }
  const values: Record<string, FormValue> = {};
  for (const [name, field] of Object.entries(spec)) {
    const value = Object.hasOwn(form, name) ? form[name] : undefined;
    if (value === undefined || value === null || isBlank(value)) {
      if (field.required) return bad(name, field, "必须填写", "must be filled in");
      continue;
    }
    const fault = faultOf(field, value, context) ?? (name === "mergedInto" ? cannotAbsorb(value, context) : undefined);
    if (fault) return bad(name, field, ...fault);
    values[name] = value;
  }
  return { ok: true, values };
}

function isBlank(value: FormValue): boolean {
  return typeof value === "string" && value.trim() === "";
}

function bad(name: string, field: Field, zh: string, en: string): Refused {
  return refuse("bad-input", `“${field.label["zh-CN"]}”（${name}）${zh}。`, `"${field.label.en}" (${name}) ${en}.`, `/form/${name}`);
}

type Fault = readonly [zh: string, en: string] | undefined;

function faultOf(field: Field, value: FormValue, context: FormContext): Fault {
  const { world } = context;
  switch (field.type) {
    case "text":
    case "string":
      return textFault(field.type, value);
    case "number":
      return numberFault(field, value);
    case "instant":
      return instantFault(field, value, context.at);
    case "boolean":
      return typeof value === "boolean" ? undefined : ["须为 true 或 false", "must be true or false"];
    case "tier":
      return value === 1 || value === 2 || value === 3 ? undefined : ["须为 1、2 或 3", "must be 1, 2 or 3"];
    case "choice":
      return choiceFault(value, field.values ?? []);
    case "units":
      return unitsFault(value, world);
    case "unit":
      return known(value, world.organisation.units.has, "单位", "unit");
    case "category":
      return known(value, world.categories.tree.has, "类别", "category");
    case "standard":
      return known(value, (code) => world.standards.find(code) !== undefined, "标准", "standard");
    case "person":
      return known(value, world.organisation.isPerson, "人员", "person");
    case "ticket":
      return ticketFault(value, context);
    case "partner":
      return partnerFault(value, context);
    case "calls":
      return callsFault(value, context);
    case "legs":
      return legsFault(value, field.stand ?? "open", context);
  }
}

function unitsFault(value: FormValue, { organisation }: World): Fault {
  if (!Array.isArray(value)) return ["须为单位编码的列表", "must be a list of unit codes"];
  const units: readonly FormValue[] = value;
  const twice = units.find((unit, i) => units.indexOf(unit) !== i);
  if (twice !== undefined) return [`：${JSON.stringify(twice)} 出现两次`, `names ${JSON.stringify(twice)} twice`];
  return units.map((unit) => known(unit, organisation.units.has, "单位", "unit")).find((fault) => fault);
}

/** A ticket that is not the actor's to see is as unknown as one that does not exist. */
function ticketFault(value: FormValue, { world, actor, ticket, other }: FormContext): Fault {
  const named = typeof value === "string" ? other(value) : undefined;
  if (!named || !maySee(world, named, actor)) return known(value, () => false, "案卷", "ticket");
  if (named.id === ticket?.id) return ["不能是案卷自己", "cannot be the ticket itself"];
  if (actor.kind === "system" || named.mergedInto === undefined) return undefined;
  return [`指向的案卷已并入 ${named.mergedInto}；请改用主案卷`, `names a ticket that was merged into ${named.mergedInto}; name that one`];
}

/** A ticket that has ended deals with nothing any more: what were merged into it would be lost. */
function cannotAbsorb(value: FormValue, { actor, other }: FormContext): Fault {
  const master = other(value as string);
  return master?.open === false && actor.kind !== "system" ? ["指向的案卷已经结束", "names a ticket that has ended"] : undefined;
}

/** What came from there goes back by being answered, not by another ticket on the way. */
function partnerFault(value: FormValue, { world, ticket }: FormContext): Fault {
  const fault = known(value, (tenant) => world.organisation.partners.has(tenant), "移交对象", "partner");
  if (fault || ticket?.handedFrom?.tenant !== value) return fault;
  return [
    "正是案卷移交来的租户；请办结或不予立案，结果会自动告知对方",
    "is where this ticket came from; close or decline it, and they are told",
  ];
}

function textFault(type: "text" | "string", value: FormValue): Fault {
  const limit = textLimits[type];
  if (typeof value !== "string") return ["须为文字", "must be text"];
  if (value.length > limit)
    return [`最多 ${limit} 个字符，现有 ${value.length} 个`, `may have at most ${limit} characters; it has ${value.length}`];
  return isStorable(value)
    ? undefined
    : ["含有无法保存的字符（NUL 或残缺的代理对）", "holds characters that cannot be stored (NUL or half a surrogate pair)"];
}

function numberFault({ min = -Infinity, max = Infinity }: Field, value: FormValue): Fault {
  if (typeof value !== "number" || !Number.isFinite(value)) return ["须为数字", "must be a number"];
  return value >= min && value <= max ? undefined : [`须在 ${min} 与 ${max} 之间`, `must be between ${min} and ${max}`];
}

function instantFault(field: Field, value: FormValue, at: number): Fault {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return ["须为自 1970 年起的毫秒数", "must be milliseconds since 1970"];
  const longest = field.within && span(field.within);
  if (longest === undefined || (value > at && value <= at + longest)) return numberFault(field, value);
  const [from, until] = [new Date(at).toISOString(), new Date(at + longest).toISOString()];
  return [`须晚于 ${from}，且不晚于 ${until}`, `must be after ${from} and not after ${until}`];
}

function choiceFault(value: FormValue, choices: NonNullable<Field["values"]>): Fault {
  if (choices.some(({ code }) => code === value)) return undefined;
  const [zh, en] = [
    choices.map(({ code, label }) => `${code}（${label["zh-CN"]}）`).join("、"),
    choices.map(({ code, label }) => `${code} (${label.en})`).join(", "),
  ];
  return [`须为 ${zh}之一`, `must be one of ${en}`];
}

function known(value: FormValue, has: (code: string) => boolean, zh: string, en: string): Fault {
  return typeof value === "string" && has(value)
    ? undefined
    : [`：没有${zh} ${JSON.stringify(value)}`, `names no ${en}: ${JSON.stringify(value)}`];
}
