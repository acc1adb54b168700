import { test } from "uvu";
import * as assert from "uvu/assert";
import { chineseHolidays, type Draft } from "@muster/engine";
import { closedLoopDocument, legLoops } from "../../fixtures/closed-loop.ts";
import { assemble, type Versioned } from "../../../src/decide/assemble.ts";
import { parseDefinition } from "../../../src/definitions/definition.ts";
import { office } from "../../time/offices.ts";
import { tenant, town } from "../../fixtures/town.ts";

const label = { "zh-CN": "处置升级", en: "Handling" };
const notify = { type: "notify", params: { topic: "late", role: "supervisor", at: "owner" } };
const hours = (amount: number, unit = "urgent-hour") => ({ amount, unit });

const clocks = [{ process: "closed-loop", clock: "handle" }];
const sound = { id: "handling", label, clocks, rungs: [{ id: "due", at: "due", actions: [notify] }] };

interface Setting {
  readonly calendar?: boolean;
  readonly beside?: readonly object[];
  readonly process?: unknown;
}

/** What is said of the ladder and of the process whose handling clock climbs it: `kind code place`. */
function said(ladder: object, { calendar = true, beside = [], process = closedLoopDocument }: Setting = {}): readonly string[] {
  const drafts: readonly Draft[] = [
    ...town.filter(({ kind }) => kind !== "process"),
    ...(calendar ? [{ kind: "calendar" as const, document: office }, chineseHolidays] : []),
    ...[ladder, ...beside].map((document) => ({ kind: "ladder" as const, document })),
    { kind: "process", document: process },
    ...legLoops,
  ];
  const findings: string[] = [];
  const definitions = drafts.flatMap(({ kind, document: body }): readonly Versioned[] => {
    const parsed = parseDefinition(kind, body);
    if (parsed.ok) return [{ ...parsed.definition, version: 1 }];
    findings.push(...parsed.findings.map(({ code, place }) => `${kind} ${code} ${place}`));
    return [];
  });
  if (findings.length > 0) return findings;
  const assembled = assemble({ tenant: tenant.id, zone: tenant.zone, hostGuards: new Map() }, definitions);
  return assembled.findings.map(({ kind, finding: { code, place, message } }) => {
    assert.ok(message["zh-CN"] && message.en);
    return `${kind} ${code} ${place}`;
  });
}

const withRung = (rung: object) => ({ ...sound, rungs: [{ id: "due", at: "due", actions: [notify], ...rung }] });
const doing = (type: string, params?: object) => withRung({ actions: [{ type, ...(params && { params }) }] });

test("a sound ladder is not spoken of", () => {
  assert.equal(said(sound), []);
});

const cases: readonly (readonly [name: string, ladder: object, ...said: string[]])[] = [
  ["two rungs of one name", { ...sound, rungs: [...sound.rungs, ...sound.rungs] }, "ladder duplicate-rung /rungs/1/id"],
  ["a rung that repeats without an end", withRung({ repeat: { every: hours(1) } }), "ladder endless-repeat /rungs/0/repeat"],
  ["quiet hours without a length", { ...sound, quiet: [{ channel: "sms", from: "08:00", until: "08:00" }] }, "ladder empty-hours /quiet/0"],
  ["a rung that repeats without a pause", withRung({ repeat: { every: hours(1e-9), times: 2 } }), "ladder too-often /rungs/0/repeat/every"],
  [
    "a channel that is never open",
    {
      ...sound,
      quiet: [
        { channel: "sms", from: "22:00", until: "12:00" },
        { channel: "sms", from: "12:00", until: "22:00" },
      ],
    },
    "ladder never-open /quiet/1",
  ],
  ["a condition that does not compile", withRung({ when: "ticket.tier >" }), "ladder feel /rungs/0/when"],
  ["a condition beyond the live subset", withRung({ when: "every x in [1..1000000] satisfies x > 0" }), "ladder feel /rungs/0/when"],
  ["a condition on what no ticket has", withRung({ when: "ticket.teir = 2" }), "ladder unknown-path /rungs/0/when"],
  ["a condition on a field nobody fills", withRung({ when: 'ticket.fields.color = "red"' }), "ladder unknown-path /rungs/0/when"],
  ["a condition on what no clock has", withRung({ when: "clock.genration = 1" }), "ladder unknown-path /rungs/0/when"],
  [
    "a condition on what no list of a clock's calendar has",
    withRung({ when: 'clock.calendar.holidays.name = "cn"' }),
    "ladder unknown-path /rungs/0/when",
  ],
  ["a condition on values that are never of one kind", withRung({ when: 'ticket.tier = "2"' }), "ladder type-mismatch /rungs/0/when"],
  ["a condition that answers neither true nor false", withRung({ when: "clock.generation + 1" }), "ladder type-mismatch /rungs/0/when"],
  ["a command without what it asks for", doing("command", { command: "raise-tier" }), "ladder command-form /rungs/0/actions/0/params/form"],
  [
    "a command with a field that it has not",
    doing("command", { command: "raise-tier", form: { reason: "超时", reasn: "超时" } }),
    "ladder command-form /rungs/0/actions/0/params/form",
  ],
  ["an action that there is not", doing("shout"), "ladder unknown-action /rungs/0/actions/0"],
  ["parameters that do not fit", doing("raise-tier", { by: 7 }), "ladder action-params /rungs/0/actions/0/params/by"],
  [
    "a role that there is not",
    doing("notify", { topic: "t", role: "boss", at: "owner" }),
    "ladder unknown-role /rungs/0/actions/0/params/role",
  ],
  [
    "a person that there is not",
    doing("notify", { topic: "t", person: "nobody" }),
    "ladder unknown-person /rungs/0/actions/0/params/person",
  ],
  ["a table that there is not", doing("route", { table: "nowhere" }), "ladder unknown-table /rungs/0/actions/0/params/table"],
  ["a command without a name", doing("command"), "ladder action-params /rungs/0/actions/0/params"],
  [
    "a command with more than that",
    doing("command", { command: "reassign", by: 1 }),
    "ladder action-params /rungs/0/actions/0/params",
    "ladder not-for-the-engine /rungs/0/actions/0",
  ],
  ["a command that the process does not have", doing("command", { command: "raise-teir" }), "ladder unknown-command /rungs/0/actions/0"],
  [
    "a command that it does not take from the engine",
    doing("command", { command: "lower-tier" }),
    "ladder not-for-the-engine /rungs/0/actions/0",
  ],
  [
    "a process that there is not",
    { ...sound, clocks: [{ process: "open-loop", clock: "handle" }] },
    "ladder unknown-process /clocks/0/process",
  ],
  [
    "a clock that its process does not have",
    { ...sound, clocks: [{ process: "closed-loop", clock: "hande" }] },
    "ladder unknown-clock /clocks/0/clock",
  ],
  ["the same clock twice", { ...sound, clocks: [...clocks, ...clocks] }, "ladder two-ladders /clocks/1"],
  ["an unknown unit", withRung({ at: { after: hours(1, "month") } }), "ladder shape /rungs/0/at/after/unit"],
  ["a share beyond the whole", withRung({ at: { share: 120 } }), "ladder shape /rungs/0/at/share"],
  [
    "an order without a time to reply",
    doing("supervise", { order: "说明", role: "handler" }),
    "ladder action-params /rungs/0/actions/0/params/within",
  ],
  [
    "an order to a role that cannot reply",
    doing("supervise", { order: "说明", within: hours(4), role: "inspector" }),
    "ladder never-answered /rungs/0/actions/0/params/role",
  ],
  ["no actions", withRung({ actions: [] }), "ladder shape /rungs/0/actions"],
  ["no rungs", { ...sound, rungs: [] }, "ladder shape /rungs"],
  [
    "a time of day that there is not",
    { ...sound, quiet: [{ channel: "sms", from: "24:00", until: "08:00" }] },
    "ladder shape /quiet/0/from",
  ],
];

for (const [name, ladder, ...expected] of cases) {
  test(`refused: ${name}`, () => {
    assert.equal(said(ladder), expected);
  });
}

test("refused: a wait for what nobody can do", () => {
  const without = structuredClone(closedLoopDocument) as { meta: { abilities: object } };
  without.meta.abilities = {};
  const ladder = withRung({ repeat: { every: hours(1), until: "acknowledged" } });
  assert.equal(said(ladder), []);
  assert.equal(said(ladder, { process: without }), ["ladder never-acknowledged /rungs/0/repeat/until"]);
});

test("a clock has one ladder, and its milestones another", () => {
  const other = (milestones: boolean) => ({ ...sound, id: "other", clocks: [{ process: "closed-loop", clock: "handle", milestones }] });
  assert.equal(said(sound, { beside: [other(false)] }), ["ladder two-ladders /clocks/0", "ladder two-ladders /clocks/0"]);
  assert.equal(said(sound, { beside: [other(true)] }), []);
});

test("working time takes a calendar", () => {
  const ladder = withRung({ at: { after: hours(1, "work-hour") }, repeat: { every: hours(1, "work-day"), times: 2 } });
  assert.equal(said(ladder, { calendar: false }), [
    "ladder needs-calendar /rungs/0/at/after/unit",
    "ladder needs-calendar /rungs/0/repeat/every/unit",
  ]);
});

test("a command that asks for evidence is refused to a rung, which has none", () => {
  const byEngine = JSON.stringify(closedLoopDocument).replaceAll(
    '"by":[{"role":"handler","at":"owner"}],"form":{"result"',
    '"by":[{"role":"system"}],"form":{"result"',
  );
  assert.equal(said(doing("command", { command: "submit", form: { result: "逾期" } }), { process: JSON.parse(byEngine) as unknown }), [
    "ladder command-evidence /rungs/0/actions/0",
  ]);
});

test.run();
