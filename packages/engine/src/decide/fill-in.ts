import { settable, type FormSpec } from "../definitions/form.ts";
import type { JsonObject } from "../model/json.ts";
import { isTextRef, type TextRef } from "../model/text.ts";
import { fileStandard } from "./actions/file-standard.ts";
import { give } from "./actions/route.ts";
import { change, type Work } from "./work.ts";

/** Puts a parsed form onto the ticket: attributes by their name, texts sealed, everything else among its fields. */
export function fillIn(work: Work, spec: FormSpec, values: JsonObject): void {
  if (Object.keys(values).length === 0) return;
  recordForm(work, spec, values);
  const fields: Record<string, JsonObject[string]> = { ...work.ticket.fields };
  const texts: Record<string, TextRef> = { ...work.ticket.texts };
  for (const [name, value] of Object.entries(values)) {
    const type = spec[name]?.type;
    // Whom a step is about is no attribute of the ticket: its actions read it.
    if (type === "calls" || type === "legs" || type === "partner") continue;
    if (type === "text") texts[name] = work.form[name] as unknown as TextRef;
    else if (Object.hasOwn(settable, name)) setAttribute(work, name, value);
    else fields[name] = value;
  }
  change(work, { fields, texts });
  if ("category" in values && !("standard" in values)) dropStrayStandard(work);
}

/** Keeps what a form was filled in with for the journal, texts sealed, and puts nothing onto the ticket. */
export function recordForm(work: Work, spec: FormSpec, values: JsonObject): void {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    spec[name]?.type === "text" ? { ...seal(work, name, value as string) } : value,
  ]);
  work.form = Object.fromEntries(entries) as JsonObject;
  work.filled = values;
}

/**
 * Fills in one form more in the same entry, as the actions of a rung may: a field that was filled in before keeps its name, and the later
 * one gets a number, so that every text stands in the entry.
 */
export function fillInBesides<Answer>(work: Work, fill: () => Answer): Answer {
  const { form, filled } = work;
  Object.assign(work, { form: {}, filled: {} });
  const answer = fill();
  const names = new Map(Object.keys(work.form).map((name) => [name, freeName(name, form)]));
  const renamed = (values: JsonObject) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [names.get(name) ?? name, value]));
  for (const [i, row] of work.texts.entries()) {
    const ref = work.form[row.field];
    if (isTextRef(ref) && ref.text === row.id) work.texts[i] = { ...row, field: names.get(row.field) ?? row.field };
  }
  work.form = { ...form, ...renamed(work.form) };
  work.filled = { ...filled, ...renamed(work.filled) };
  return answer;
}

function freeName(name: string, taken: JsonObject): string {
  let free = name;
  for (let i = 2; Object.hasOwn(taken, free); i += 1) free = `${name}-${i}`;
  return free;
}

/** A standard is its category's: filed under another one, a manhole cover would get the time of a parked car. */
function dropStrayStandard(work: Work): void {
  const { category, standard } = work.ticket;
  const of = standard && work.world.standards.find(standard.id)?.category;
  if (of === undefined || category === undefined) return;
  if (!work.world.categories.tree.lineage(category).includes(of)) change(work, { standard: undefined });
}

/** Keeps a text in an erasable row; what is recorded is its id and a salted commitment. */
function seal(work: Work, field: string, body: string): TextRef {
  const row = { id: work.draws.id(), field, body, salt: work.draws.salt() };
  work.texts.push(row);
  work.sealed.set(row.id, body);
  return { text: row.id, commitment: work.draws.commit(row.salt, () => body) };
}

function setAttribute(work: Work, name: string, value: JsonObject[string]): void {
  if (name === "owner") give(work, value as string);
  else if (name === "standard") fileStandard(work, value as string);
  else {
    if (name === "category") work.versions["categories"] = work.world.categories.version;
    change(work, { [name]: value, ...(name === "due" && { fixedDue: value as number }) });
  }
}
