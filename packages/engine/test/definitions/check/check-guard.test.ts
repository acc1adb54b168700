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
