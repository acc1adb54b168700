import type { ExplainedRule, ExplainedRung, HappenedStep, Json, Trial, TrialStep, Word } from "@muster/engine";
import { clockLine } from "./clock-line.ts";
import type { Context } from "./context.ts";
import { commandOf } from "./describe-entry.ts";
import { legTitle } from "./describe-legs.ts";
import { describeAction, describeStep } from "./describe-rung.ts";
import { describeSiting } from "./describe-siting.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import { entryOfLeg } from "./leg-entry.ts";
import { withCode, type Names } from "./names.ts";
import { oneLine } from "./one-line.ts";

type Speaking = Pick<Context, "print" | "text" | "tenant">;

/** Tells how a ticket went: step by step with the rules behind each, its clocks, and what comes if nobody does anything more. */
export async function printTrial(context: Speaking, names: Names, trial: Trial): Promise<void> {
  const { print, text, tenant } = context;
  for (const step of trial.steps.slice(0, trial.given)) await printStep(context, names, step);
  for (const { label: called, leg, milestone, lines } of trial.clocks) {
    const of = leg === undefined ? "" : `${legTitle(names, leg, trial.ticket?.legs?.[leg])} · `;
    print(`  ${of}${text(called)}${milestone === undefined ? "" : ` · ${milestone}`}`);
    for (const line of lines) print(`  ${text(clockLine(line))}`);
  }
  if (!trial.ticket) return;
  const until = formatInstant(trial.until, tenant.zone);
  const rest = trial.steps.slice(trial.given);
  print("");
  print(
    rest.length > 0
      ? label(`此后若无人办理，至 ${until}：`, `Then, if nobody does anything, until ${until}:`)
      : label(
          `此后若无人办理，至 ${until} 不会自动发生任何事。`,
          `Then, if nobody does anything, nothing happens by itself until ${until}.`,
        ),
  );
  for (const step of rest) await printStep(context, names, step);
  if (trial.next !== undefined) {
    const next = formatInstant(trial.next, tenant.zone);
    print(label(`  下一件会自动发生的事在 ${next}，未再往下走。`, `  What comes next by itself, at ${next}, was not followed.`));
  }
}

async function printStep(context: Speaking, names: Names, step: TrialStep): Promise<void> {
  const { print, text, tenant } = context;
  const at = formatInstant(step.at, tenant.zone);
  const who = "id" in step.by ? await names.person(step.by.id) : "";
  if (!step.ok) {
    const { code, detail } = step.refusal;
    const type = step.leg === undefined ? step.type : `${step.leg} ${step.type}`;
    print(
      label(`${at}  ${who}  ${type}：被拒绝，${detail["zh-CN"]}（${code}）`, `${at}  ${who}  ${type}: refused, ${detail.en} (${code})`),
    );
    return;
  }
  if (step.why !== "automatic") print(`${at}  ${headOf(context, names, step, who)}`);
  else if (step.rungs.length === 0) print(`${at}  ${legOf(names, step)}${text(label("定时触发", "Timer"))}  → ${text(step.state)}`);
  if (step.entry.located) print(`    ${describeSiting(context, names, step.entry.located)}`);
  for (const rung of step.rungs) await printRung(context, names, `${at}  ${legOf(names, step)}`, rung);
  for (const rule of step.rules) printRule(context, names, rule);
  for (const word of step.words) print(`    ${await wordOf(context, names, word)}`);
}

function headOf({ text, tenant }: Speaking, names: Names, step: HappenedStep, who: string): string {
  const process = processOf(step);
  const onLeg = entryOfLeg(names, { process }, step.entry);
  const { label: command } = onLeg ? commandOf(names, onLeg.process, onLeg.entry) : commandOf(names, process, step.entry);
  const taken = step.why === "onward" ? text(label("（假定随即办理）", " (taken to be done at once)")) : "";
  const standing = [
    ...(step.leg ? [text(step.leg.state)] : []),
    text(step.state),
    ...(step.tier === null ? [] : [names.tier(step.tier)]),
    ...(step.category === null ? [] : [withCode(names.category(step.category), step.category)]),
    ...(step.standard === null ? [] : [text(label(`标准 ${step.standard}`, `standard ${step.standard}`))]),
    ...(step.owner === null ? [] : [text(label(`主办 ${named(names, step.owner)}`, `owner ${named(names, step.owner)}`))]),
    ...(step.coHandlers.length === 0
      ? []
      : [text(label("协办 ", "with ")) + step.coHandlers.map((unit) => named(names, unit)).join(" + ")]),
    ...(step.due === null ? [] : [text(label("期限 ", "due ")) + formatInstant(step.due, tenant.zone)]),
  ];
  return `${who}  ${legOf(names, step)}${text(command)}${taken}  → ${standing.join(" · ")}`;
}

/** Which leg a step was on, before what was done. */
function legOf(names: Names, { leg }: HappenedStep): string {
  return leg ? `${legTitle(names, leg.key, leg)}  ` : "";
}

function named(names: Names, unit: string): string {
  return withCode(names.unit(unit), unit);
}

/** The process as the published world knows it: a draft's own labels stand in the step. */
function processOf({ entry }: HappenedStep): { readonly id: string; readonly version: number } {
  const [name = "", version = 1] = Object.entries(entry.versions).find(([key]) => key.startsWith("process/")) ?? [];
  return { id: name.slice("process/".length), version };
}

async function printRung({ print, text, tenant }: Speaking, names: Names, where: string, rung: ExplainedRung): Promise<void> {
  const called = rung.label ? `${text(rung.label)}  ` : "";
  print(`${where}${called}${describeStep({ text, tenant }, rung)}`);
  if (rung.when !== undefined) print(label(`    条件：${oneLine(rung.when)}`, `    where ${oneLine(rung.when)}`));
  if (rung.outcome === "superseded") return;
  for (const action of rung.actions)
    if (action.type !== "notify" || rung.outcome !== "acted") print(`    ${await describeAction(text, names, action)}`);
}

function printRule({ print, text }: Speaking, names: Names, rule: ExplainedRule): void {
  const called = (name: string) => (rule.columns[name] ? text(rule.columns[name]) : name);
  const ref = `${rule.table.id}@${rule.table.version}`;
  const rows = rule.rows.length > 0 ? label(`命中 ${rule.rows.join("、")}`, `row ${rule.rows.join(", ")}`) : label("没有行命中", "no row");
  print(`    ${text(rule.label)} (${ref}): ${text(rows)}`);
  for (const { when } of rule.hits)
    for (const [name, cell] of Object.entries(when))
      if (cell !== "-" && cell !== "") print(`      ${called(name)}: ${oneLine(cell)}   ← ${shown(names, rule.read[name])}`);
  const answers = Object.entries(rule.outcome).map(([name, value]) => `${called(name)} = ${shown(names, value)}`);
  print(`      → ${answers.join(text(label("，", ", ")))}`);
  for (const row of rule.why ?? []) {
    if (row.hit) continue;
    const why = row.matched
      ? row.reason
      : label(`${called(row.excludedBy)}：${oneLine(row.cell)}`, `${called(row.excludedBy)}: ${oneLine(row.cell)}`);
    print(`        ✗ ${row.id}  ${text(why)}`);
  }
}

function shown(names: Names, value: Json | undefined): string {
  if (value === undefined || value === null) return "—";
  if (typeof value !== "string") return JSON.stringify(value);
  const known = names.unit(value) === value ? names.category(value) : names.unit(value);
  return known === value ? JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value) : withCode(known, value);
}

async function wordOf({ text }: Speaking, names: Names, { topic, channel, people }: Word): Promise<string> {
  const told = await Promise.all(people.slice(0, 8).map(names.person));
  const more = people.length > 8 ? text(label(` 等 ${people.length} 人`, ` and ${people.length - 8} more`)) : "";
  const whom = told.length === 0 ? text(label("无人", "nobody")) : `${told.join(", ")}${more}`;
  return text(label(`通知 ${topic} ${channel} → ${whom}`, `tells ${topic} ${channel} → ${whom}`));
}
