import type { Entry, Form, StoryEntry } from "@muster/engine";
import { type Reason, rejected } from "@muster/engine/sources";
import type { PlannedStep, RowPlan } from "./plan-row.ts";

/** What is left of a row's plan for a ticket that an earlier run reported. */
export type Rest = { readonly ok: true; readonly steps: readonly PlannedStep[] } | { readonly ok: false; readonly reason: Reason };

/**
 * Lays the plan beside the ticket's journal. An interrupted import is carried on where it stands; a ticket on which people have
 * worked since is left to them; a row that now says something else than what was imported is not applied in silence.
 */
export function resume(plan: RowPlan, story: readonly StoryEntry[], number: string): Rest {
  const [first, ...later] = story;
  if (!first) return differs(number, "它没有记录", "it has no entries");
  const reported = formDiffers(first, plan.report.form ?? {});
  if (first.entry.at !== plan.report.at) return differs(number, "上报时间不同", "it was reported at another time");
  if (reported !== undefined) return differs(number, `上报时的 ${reported} 不同`, `it was reported with another ${reported}`);
  let at = 0;
  for (const { entry, texts } of later) {
    const found = plan.steps.findIndex((step, i) => i >= at && isStep(entry, step));
    const skipped = plan.steps.slice(at, found === -1 ? undefined : found).filter((step) => !step.when);
    if (found === -1 && skipped.length === 0) return { ok: true, steps: [] };
    if (found === -1 || skipped.length > 0)
      return differs(number, `第 ${entry.seq} 条记录不在此行之内`, `its entry ${entry.seq} is not in the row`);
    const step = plan.steps[found];
    const field = step && formDiffers({ entry, texts }, step.form);
    if (field !== undefined) return differs(number, `${entry.type} 的 ${field} 不同`, `its ${entry.type} has another ${field}`);
    at = found + 1;
  }
  return { ok: true, steps: plan.steps.slice(at) };
}

function isStep(entry: Entry, step: PlannedStep): boolean {
  return entry.type === step.type && entry.at === step.at && entry.actor.kind === "person" && entry.actor.id === step.actor.id;
}

/** The first field that the journal has otherwise; an erased text is nobody's to compare. */
function formDiffers({ entry, texts }: StoryEntry, form: Form): string | undefined {
  const recorded = entry.form ?? {};
  const names = new Set([...Object.keys(recorded), ...Object.keys(form)]);
  return [...names].find((name) => {
    const was = recorded[name];
    if (typeof was === "object" && was !== null && "commitment" in was) return texts[name] !== undefined && texts[name] !== form[name];
    return JSON.stringify(was) !== JSON.stringify(form[name]);
  });
}

function differs(number: string, zh: string, en: string): Rest {
  const tail = ["此行未应用", "the row was not applied"];
  const reason = rejected("differs", `案卷 ${number} 已存在而${zh}；${tail[0]}。`, `Ticket ${number} exists and ${en}; ${tail[1]}.`);
  return { ok: false, reason };
}
