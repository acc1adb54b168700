import { callerOf } from "../model/actor.ts";
import type { Field } from "../definitions/form.ts";
import { refuse } from "../model/refusal.ts";
import type { Evaluation } from "../model/ticket.ts";
import type { Ability } from "./ability.ts";

/** What a called unit is rated by, each 1 to 5. */
const legMarks = {
  timely: mark("及时", "Timely"),
  cooperative: mark("配合", "Cooperative"),
  effective: mark("有效", "Effective"),
};

/** What a whistle is rated by, each 1 to 5. */
const whistleMarks = { rightCall: mark("吹得对", "Right call"), rightAddress: mark("叫得准", "Right address") };

/** Says how well a called unit did its part (评价), once its leg has ended; whoever says it again changes their mind. */
export const rateLeg: Ability = rating("leg", { "zh-CN": "评价报到单位", en: "Rate the unit" }, legMarks);

/** Says how well the whistle was blown (反评), once the leg has ended. */
export const rateWhistle: Ability = rating("whistle", { "zh-CN": "评价吹哨", en: "Rate the whistle" }, whistleMarks);

function rating(of: "leg" | "whistle", label: Ability["label"], marks: Readonly<Record<string, Field>>): Ability {
  return {
    label,
    ofLegs: "only",
    form: { ...marks, remark: { type: "text", label: { "zh-CN": "评语", en: "Remark" } } },
    against: ({ ticket }) =>
      ticket.open ? refuse("not-now", "子任务结束后才能评价。", "A leg can be rated once it has ended.") : undefined,
    change: ({ ticket, form, at, caller }) => {
      const by = callerOf(caller);
      const given = Object.fromEntries(Object.keys(marks).map((name) => [name, form[name] as number]));
      const values = Object.values(given);
      const score = values.reduce((sum, value) => sum + value, 0) / values.length;
      const said: Evaluation = { by, at, of, score, marks: given };
      const others = (ticket.evaluations ?? []).filter((each) => each.by !== by || each.of !== of);
      return { ok: true, set: { evaluations: [...others, said] } };
    },
  };
}

function mark(zh: string, en: string): Field {
  return { type: "number", label: { "zh-CN": `${zh}（1 至 5）`, en: `${en}, 1 to 5` }, required: true, min: 1, max: 5 };
}
