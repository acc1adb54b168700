import { test } from "uvu";
import * as assert from "uvu/assert";
import { found, go, open, when, type Loose } from "./small-process.ts";

const at = "/states/open/on/finish/guard/params";

/** What the check says where the only command of the process has this guard; how else it can end is spoilt by nobody. */
function saying(source: string, spoil: (document: Loose) => void = () => {}): readonly string[] {
  const heard = found((d) => {
    Object.assign(open(d)["on"].finish, when(source));
    spoil(d);
  });
  return heard.filter(({ severity }) => severity === "error").map(({ code, place, message }) => `${code} ${place} ${message.en}`);
}

const asks = (form: object) => (d: Loose) => void (d["meta"].report.form = form);
const label = { "zh-CN": "某", en: "some" };

test("an attribute that no ticket has is refused, with those there are", () => {
  const [first, ...more] = saying("ticket.teir = 1");
  assert.match(
    first ?? "",
    `unknown-path ${at}/when The guard reads ticket.teir, which is always null: a ticket has no teir; it has tenant`,
  );
  assert.equal(more, []);
});

test("what a ticket does have may be read, to any depth", () => {
  for (const path of ["tier", "standard.version", "returned.receivedBy", "point.lng", "state", "handlers", "fields", "process.id"])
    assert.equal(saying(`ticket.${path} != null`), [], path);
  assert.match(saying("ticket.standard.limit = 1")[0] ?? "", "ticket.standard has only id, version, limits.");
  assert.match(saying("ticket.tier.name = 1")[0] ?? "", "ticket.tier has no parts; read it as it is.");
});

test("a field that no form asks for is refused; one of the report or of a transition is not", () => {
  assert.match(saying("ticket.fields.speed > 3")[0] ?? "", "no form asks for speed; add it to one");
  assert.equal(saying("ticket.fields.speed > 3", asks({ speed: { type: "number", label } })), []);
  assert.equal(
    saying("ticket.fields.speed > 3", (d) => (open(d)["on"].say = go("open", {}, { form: { speed: { type: "number", label } } }))),
    [],
  );
  const opted = (d: Loose) => (d["meta"].abilities = { comment: { by: [{ role: "handler", at: "owner" }] } });
  assert.match(
    saying("ticket.texts.comment != null", opted)[0] ?? "",
    "no form asks for comment",
    "what an ability is told stays in its entry",
  );
});

test("a field looked for in the wrong place is refused with the right one", () => {
  const form = asks({ story: { type: "text", label }, tier: { type: "tier", label }, speed: { type: "number", label } });
  assert.match(saying("ticket.fields.story != null", form)[0] ?? "", "story is kept as ticket.texts.story; read that.");
  assert.match(saying("ticket.fields.tier = 1", form)[0] ?? "", "tier is kept as ticket.tier; read that.");
  assert.match(saying("ticket.texts.speed = 1", form)[0] ?? "", "speed is kept as ticket.fields.speed; read that.");
  assert.equal(saying("ticket.texts.story.commitment != null", form), []);
});

test("a count that no action counts is refused", () => {
  const [first] = saying("ticket.counts.rework > 3");
  assert.match(first ?? "", 'no action "count" counts rework');
  assert.equal(
    saying("ticket.counts.rework > 3", (d) => (open(d)["entry"] = { type: "count", params: { counter: "rework" } })),
    [],
  );
});

test("the guard of a command reads its own form only", () => {
  const elsewhere = asks({ speed: { type: "number", label } });
  assert.match(saying("form.speed > 3", elsewhere)[0] ?? "", "the form of the command finish has no field speed; add it to meta.form");
  const own = (d: Loose) => void (open(d)["on"].finish.meta.form = { speed: { type: "number", label } });
  assert.equal(saying("form.speed > 3", own), []);
  assert.match(saying("form.speed.unit = 3", own)[0] ?? "", "form.speed has no parts");
});

test("the guard of a timer, a join or an internal step reads whatever form set it off", () => {
  const guarded = (source: string, spoil: (document: Loose) => void) =>
    found((d) => {
      open(d)["after"].soon = { target: "done", ...when(source) };
      spoil(d);
    }).filter(({ code }) => code === "unknown-path");
  assert.is(guarded("form.speed > 3", () => {}).length, 1);
  assert.match(guarded("form.speed > 3", () => {})[0]?.message["zh-CN"] ?? "", "没有一个转换的表单有字段 speed");
  assert.equal(guarded("form.speed > 3", asks({ speed: { type: "number", label } })), []);
  assert.equal(
    guarded('form.timer != "x"', () => {}),
    [],
  );
});

const speed = asks({ speed: { type: "number", label } });
const level = asks({
  level: {
    type: "choice",
    label,
    values: [
      { code: "high", label },
      { code: "low", label },
    ],
  },
});

test("what compares values of two kinds is null for every ticket, and refused wherever it stands in the guard", () => {
  assert.equal(saying('ticket.tier = "x"'), [
    `type-mismatch ${at}/when In “ticket.tier = "x"” “"x"” is a text where a number is needed. Use values of one kind.`,
  ]);
  for (const source of [
    'ticket.tier = "x"',
    'ticket.tier != "1"',
    'not(ticket.tier = "1")',
    'ticket.open = "true"',
    'ticket.tier = 1 or ticket.priority > "high"',
    'ticket.fields.speed = "fast"',
    'ticket.fields.speed in ("fast", "slow")',
    'ticket.due < @"2026-11-26"',
    'ticket.standard = "S1"',
    'contains(ticket.tier, "1")',
    "ticket.category = 7",
    "ticket.tier > ticket.owner",
  ])
    assert.match(saying(source, speed)[0] ?? `nothing of ${source}`, "type-mismatch", source);
  assert.match(
    saying('contains(ticket.texts.story, "x")', asks({ story: { type: "text", label } }))[0] ?? "",
    "is a context where a text is needed",
  );
  const own = (d: Loose) => void (open(d)["on"].finish.meta.form = { speed: { type: "number", label } });
  assert.match(saying('form.speed = "fast"', own)[0] ?? "", "type-mismatch");
});

test("a guard that answers neither true nor false is refused", () => {
  for (const source of ["ticket.tier", '"true"', "ticket.tier + 1"]) assert.match(saying(source)[0] ?? "", "type-mismatch", source);
  for (const source of ["ticket.open", "is defined(ticket.owner)", "if ticket.tier = 1 then ticket.open else false"])
    assert.equal(saying(source), [], source);
});

test("a value that a choice does not offer, or an attribute never has, is refused with those it may have", () => {
  assert.match(
    saying('ticket.fields.level = "urgent"', level)[0] ?? "",
    `value-not-allowed ${at}/when "urgent" is not among the allowed values: "high", "low".`,
  );
  for (const source of ['ticket.fields.level in ["low", "none"]', "ticket.tier = 4", 'ticket.stage = "handling"'])
    assert.match(saying(source, level)[0] ?? `nothing of ${source}`, "value-not-allowed", source);
  for (const source of [
    'ticket.fields.level in ["low", "high"]',
    "ticket.tier in [1..3]",
    'ticket.stage != "handle"',
    "ticket.fields.level = null",
  ])
    assert.equal(saying(source, level), [], source);
});

test("what is not certain is not refused: fields that forms ask differently, lists of one, codes of trees that change, nothing filled in", () => {
  const differently = (d: Loose) => {
    level(d);
    open(d)["on"].say = go("open", {}, { form: { level: { type: "string", label }, speed: { type: "string", label } } });
    d["meta"].report.form.speed = { type: "number", label };
  };
  for (const source of ['ticket.fields.level = "urgent"', 'ticket.fields.speed = "fast"', "ticket.fields.speed > 3"])
    assert.equal(saying(source, differently), [], source);
  const lists = asks({ units: { type: "units", label } });
  for (const source of [
    'contains(ticket.fields.units, "x")',
    'list contains(ticket.handlers, "x")',
    'ticket.category = "none"',
    "ticket.clocks.any.due > 3",
    'ticket.state = "open"',
    "ticket.counts.urged > 3",
  ])
    assert.equal(saying(source, lists), [], source);
  const own = (d: Loose) => {
    level(d);
    open(d)["on"].finish.meta.form = d["meta"].report.form;
  };
  // An empty text counts as nothing filled in, and a guard sees it before it does.
  assert.equal(saying('form.level = ""', own), []);
});

test("a join, a timer or an internal step reads the words of a text, not what they are kept by", () => {
  const spoil = (source: string) =>
    found((d) => {
      d["meta"].report.form = { story: { type: "text", label } };
      open(d)["after"].soon = { target: "done", ...when(source) };
    }).flatMap(({ code, severity }) => (severity === "error" ? [code] : []));
  assert.equal([spoil('contains(form.story, "x")'), spoil("form.story.text != null")], [[], ["unknown-path"]]);
});

test("a parameter that nobody reads is refused beside when, and a host guard may take any", () => {
  const spoilt = (params: object, type = "feel") =>
    found((d) => {
      d["meta"].hostGuards = { isSunny: "1" };
      open(d)["on"].finish.guard = { type, params };
    }).map(({ code, place }) => `${code} ${place}`);
  assert.equal(spoilt({ when: "ticket.tier = 1", foo: 1 }), [`guard-params ${at}`]);
  assert.equal(spoilt({ foo: 1 }), [`guard-params ${at}`, `feel-missing ${at}/when`]);
  assert.equal(spoilt({ foo: 1, bar: [2] }, "isSunny"), []);
});

test.run();
