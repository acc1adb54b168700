import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openLibsqlStore, type IntakeAnswer } from "@muster/engine";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { person, tenant } from "../../fixtures/town.ts";
import { townOn, type TownEngine } from "../../store/conformance/town-engine.ts";

const test = suite("run: intake");

test.after(removeTempFolders);

/** A hotline that sends nested JSON; its words for categories and places are mapped. */
const hotline = {
  id: "hotline",
  label: { "zh-CN": "12345 热线", en: "12345 hotline" },
  process: "closed-loop",
  time: { zone: "Asia/Shanghai" },
  fields: {
    no: { pointer: "/order/no", required: true },
    what: { pointer: "/order/content", required: true },
    kind: { column: "kind", map: { 井盖: "0101", 停车: "0201" }, otherwise: "empty" },
    place: { column: "place", map: { 东区: "g1", 西区: "g2" }, otherwise: "flag" },
    lng: { pointer: "/where/0", type: "number" },
    lat: { pointer: "/where/1", type: "number" },
    caller: { pointer: "/caller/id" },
    name: { pointer: "/caller/name" },
    phone: { pointer: "/caller/phone" },
  },
  key: "{no}",
  report: {
    reporter: { id: "{caller}", name: "{name}", phone: "{phone}" },
    point: { lng: "{lng}", lat: "{lat}" },
    form: { description: "{what}", category: "{kind}", area: "{place}" },
  },
};

const record = {
  order: { no: "HZ-1", content: "东巷口井盖破损" },
  kind: "井盖",
  place: "东区",
  where: [115.78, 33.85],
  caller: { id: "c-7", name: "张三", phone: "139" },
};

async function onTown<T>(
  act: (town: TownEngine & { readonly send: (record: unknown, how?: object) => Promise<IntakeAnswer> }) => Promise<T>,
  source: object = hotline,
): Promise<T> {
  const town = await townOn(openLibsqlStore({ file: join(tempFolder(), "muster.db") }));
  try {
    const defined = await town.engine.define(tenant.id, [{ kind: "source", document: source }], "tests");
    assert.ok(defined.ok, JSON.stringify(defined.findings));
    return await act({ ...town, send: (each, how) => town.engine.intake("hotline", each, person("ann"), how) });
  } finally {
    await town.engine.close();
  }
}

test("a record becomes a report by the source's mapping, once however often it is sent", () =>
  onTown(async ({ engine, send, done }) => {
    const first = await send(record);
    if (!first.ok || first.outcome !== "reported") throw new Error(JSON.stringify(first));
    const { source, sourceKey, category, area, point, reporter } = first.ticket;
    assert.equal(
      { source, sourceKey, category, area, point, reporter },
      { source: "hotline", sourceKey: "HZ-1", category: "0101", area: "g1", point: { lng: 115.78, lat: 33.85 }, reporter: "c-7" },
    );
    assert.equal(first.notes, []);
    await done({ type: "check", ticket: first.ticket.id }, "ann");
    const again = await send({ ...record, order: { no: "HZ-1", content: "说法变了" } });
    assert.equal(again.ok && [again.outcome, again.ticket.id, again.ticket.revision], ["known", first.ticket.id, 2]);
    assert.is((await engine.list(person("ann"))).length, 1);
    assert.equal((await engine.verify(tenant.id)).faults, []);
  }));

test("the same record sent at the same time is reported once, and both are answered", () =>
  onTown(async ({ engine, send }) => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(record)));
    assert.equal(answers.map((answer) => answer.ok && answer.outcome).toSorted(byText), ["known", "known", "known", "reported"]);
    assert.is((await engine.list(person("ann"))).length, 1);
  }));

test("without a category the classification table decides, and what a map does not know is said", () =>
  onTown(async ({ send }) => {
    const answer = await send({ ...record, kind: "没听过", place: "南区" });
    assert.equal(answer.ok && [answer.ticket.category, answer.ticket.area], ["0101", undefined]);
    assert.equal(
      answer.notes.map(({ code, column }) => [code, column]),
      [["unknown-value", "place"]],
    );
  }));

test("the reporter's name and telephone go to the personal data; once erased, the record sent again brings nothing back", () =>
  onTown(async ({ engine, send }) => {
    await send(record);
    const people = async () => {
      const found = [];
      for await (const each of engine.export(tenant.id, { people: true }))
        if (each.type === "person" && each.id === "c-7") found.push([each.name, each.phone]);
      return found;
    };
    assert.equal(await people(), [["张三", "139"]]);
    await engine.erase(tenant.id, "c-7");
    await send(record);
    assert.equal(await people(), [[undefined, undefined]]);
  }));

test("a dry run says what would become of it and writes nothing, nobody's name either", () =>
  onTown(async ({ engine, send }) => {
    const tried = await send(record, { dryRun: true });
    assert.is(tried.ok && tried.outcome, "reported");
    assert.equal(await engine.list(person("ann")), []);
    for await (const each of engine.export(tenant.id, { people: true })) assert.ok(each.type !== "person" || each.id !== "c-7");
  }));

test("a record that does not fit is refused with what is wrong of it, and nothing is lost", () =>
  onTown(async ({ engine, send }) => {
    const round: Record<string, unknown> = { ...record };
    round["self"] = round;
    const said = async (each: unknown) => {
      const answer = await send(each);
      return answer.ok ? "accepted" : `${answer.refusal.code} ${answer.refusal.place}: ${answer.refusal.detail.en}`;
    };
    assert.match(await said(null), /^bad-input \/record: A record is a JSON object/);
    assert.match(await said([record]), /A record is a JSON object/);
    assert.match(await said({ ...record, order: { no: "HZ-2" } }), /"\/order\/content" must have a value/);
    assert.match(await said({ ...record, order: { content: "x" } }), /"\/order\/no" must have a value/);
    assert.match(await said({ ...record, kind: ["井盖"] }), /"kind" is a list or an object/);
    assert.match(await said({ ...record, order: { no: "HZ-3", content: "字".repeat(20_001) } }), /20001 characters/);
    assert.match(await said({ ...record, caller: { id: "c".repeat(65) } }), /a person's id cannot be stored so/);
    assert.match(await said(round), /^bad-input/);
    assert.match(await said({ ...record, where: [999, 33] }), /^bad-input/);
    assert.equal(await engine.list(person("ann")), []);
    const unknown = await engine.intake("nobody", record, person("ann"));
    assert.equal(!unknown.ok && [unknown.refusal.code, unknown.refusal.place], ["bad-input", "/source"]);
    const other = await engine.intake("hotline", record, person("hal"));
    assert.is(!other.ok && other.refusal.code, "not-allowed");
  }));

test("a source is checked against the process, the categories and itself", () =>
  onTown(async ({ engine }) => {
    const codes = async (change: object) => {
      const checked = await engine.define(tenant.id, [{ kind: "source", document: { ...hotline, ...change } }], "tests");
      return checked.ok ? [] : checked.findings.map(({ finding: { code, place } }) => `${code} ${place}`);
    };
    assert.equal(await codes({ process: "none" }), ["unknown-process /process"]);
    assert.equal(await codes({ report: { form: { description: "{what}", colour: "{kind}" } } }), ["unknown-field /report/form/colour"]);
    assert.equal(await codes({ report: { form: { area: "{place}" } } }), ["required-field /report/form"]);
    const kind = { column: "kind", map: { 井盖: "0109" } };
    assert.equal(await codes({ fields: { ...hotline.fields, kind } }), ["unknown-category /fields/kind/map/井盖"]);
    const twice = { ...hotline.fields.kind, extract: "^(.+)\\1$" };
    assert.equal(await codes({ fields: { ...hotline.fields, kind: twice } }), ["pattern-not-linear /fields/kind/extract"]);
    assert.equal(await codes({ key: "{nothing}" }), ["no-field /key"]);
    assert.equal(await codes({ fields: { ...hotline.fields, lng: { pointer: "no/slash" } } }), ["shape /fields/lng/pointer"]);
    assert.equal(await codes({ fields: { ...hotline.fields, lng: { pointer: "/a", column: "b" } } }), ["column-or-from /fields/lng"]);
  }));

test("when it happened goes with the record where the source says so, and only for those who may say it", () =>
  onTown(
    async ({ engine, clock }) => {
      const at = clock.now - 3_600_000;
      const dated = { ...record, at: new Date(at).toISOString() };
      const refused = await engine.intake("hotline", dated, person("ann"));
      assert.is(refused.ok, false);
      const taken = await engine.intake("hotline", dated, person("imp"));
      assert.is(taken.ok && taken.ticket.reportedAt, at);
    },
    {
      ...hotline,
      fields: { ...hotline.fields, at: { column: "at", type: "instant", format: "iso" } },
      report: { ...hotline.report, at: "at" },
    },
  ));

function byText(a: unknown, b: unknown): number {
  return String(a) < String(b) ? -1 : 1;
}

test.run();
