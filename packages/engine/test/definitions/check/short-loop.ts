import { end, go, holding, label, rest } from "./small-process.ts";

/** A process with few ways out, in the closed loop's place: one slip in it loses a ticket sooner. */
export const shortLoop = {
  id: "closed-loop",
  initial: "work",
  meta: {
    label,
    report: {
      by: [{ role: "chief", at: "anywhere" }],
      form: { description: { type: "text", label }, area: { type: "unit", label } },
    },
    delays: { "reopen-over": { amount: 1, unit: "natural-day" }, "suspend-over": { amount: 2, unit: "natural-day" } },
  },
  states: {
    work: holding(
      {
        doing: rest({
          on: { pause: go("paused", {}, { form: { until: { type: "instant", label, required: true } } }), finish: go("#closed-loop.done") },
        }),
        paused: rest({ on: { wake: go("doing") } }),
        twice: holding(
          {
            one: rest({ on: { two: go("two") } }),
            two: rest({ on: { one: go("one"), leave: go("#closed-loop.work.doing") } }),
          },
          { initial: "one" },
        ),
      },
      { initial: "doing", on: { lend: go("lent"), split: go(".twice") } },
    ),
    lent: rest({ on: { "give-back": go("work") } }),
    done: end(),
  },
} as const;
