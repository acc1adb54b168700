import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseDrafts } from "../../src/definitions/parse-drafts.ts";
import { definitionKinds } from "../../src/model/definition-kind.ts";
import { townEngine } from "../fixtures/town-engine.ts";
import { categories } from "../fixtures/town.ts";

const told = (drafts: unknown) =>
  parseDrafts(drafts).findings.map(({ kind, id, finding }) => [kind, id, finding.code, finding.place].join(" "));
const toldOf = (document: unknown) => told([{ kind: "process", document }]);

const throwing = () => {
  throw new Error("no");
};
const hostile = new Proxy(
  {},
  { get: throwing, ownKeys: throwing, has: throwing, getPrototypeOf: throwing, getOwnPropertyDescriptor: throwing },
);

function nested(levels: number): unknown {
  let document: unknown = { id: "deep" };
  for (let i = 1; i < levels; i += 1) document = { id: "deep", states: document };
  return document;
}

test("what is no list of drafts, or no draft, is a finding with its number", () => {
  for (const drafts of [null, undefined, {}, "x", 3, hostile, Array.from({ length: 1001 })]) {
    assert.equal(told(drafts), ["unknown  misshapen "]);
  }
  assert.equal(
    told([null, 3, "x", hostile, undefined]),
    [1, 2, 3, 4, 5].map((at) => `unknown #${at} misshapen `),
  );
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  assert.equal(told(proxy), ["unknown  misshapen "]);
});

test("two drafts of one definition are a finding, since only one can be its next version", async () => {
  const draft = { kind: "categories", document: categories } as const;
  assert.equal(told([draft, draft]), ["categories categories defined-twice /id"]);
  const { engine } = await townEngine();
  const change = (code: string) => ({
    kind: "categories" as const,
    document: { ...categories, categories: [...categories.categories, { code, label: categories.label }] },
  });
  const defined = await engine.define("town", [change("31"), change("32")], "me");
  assert.is(defined.ok, false);
  await engine.close();
});

test("a kind of definition that there is not is a finding, also where every object has a member of that name", () => {
  for (const kind of ["tables", "", "constructor", "__proto__", "toString", null, undefined, 3, {}, Symbol("process"), hostile]) {
    assert.equal(told([{ kind, document: categories }]), ["unknown #1 unknown-kind "]);
  }
});

test("a document nested too deeply, for ever, or wider than it may be is a finding after bounded work", () => {
  const started = performance.now();
  assert.ok(toldOf(nested(64)).every((each) => !each.includes("too-deep")));
  assert.equal(toldOf(nested(65)), [`process deep too-deep ${"/states".repeat(64)}`]);
  assert.equal(toldOf(nested(3000)), [`process deep too-deep ${"/states".repeat(64)}`]);
  const round: Record<string, unknown> = { id: "round" };
  round["states"] = { again: round };
  assert.equal(toldOf(round), ["process round misshapen /states/again"]);
  let shared: unknown = [];
  for (let i = 0; i < 40; i += 1) shared = [shared, shared];
  assert.equal(
    toldOf(shared).map((each) => each.split(" ")[2]),
    ["too-large"],
  );
  assert.equal(toldOf({ id: "wide", tags: Array.from({ length: 300_000 }, () => "x") }), ["process wide too-large /tags"]);
  const sparse: unknown[] = [];
  sparse.length = 2 ** 32 - 1;
  assert.equal(toldOf({ id: "sparse", tags: sparse }), ["process sparse too-large /tags"]);
  assert.equal(toldOf(new Proxy([], { get: (_, name) => (name === "length" ? Infinity : 1) })), ["process process too-large "]);
  assert.ok(performance.now() - started < 5000);
});

test("what JSON has not, and what cannot be read or stored, is a finding with its place", () => {
  const things = [1n, Symbol("x"), throwing, Number.NaN, Infinity, "a\0b", "\ud800", hostile];
  for (const thing of things) assert.equal(toldOf({ id: "p", states: { a: { tags: [thing] } } }), ["process p misshapen /states/a/tags/0"]);
  assert.equal(
    toldOf({
      id: "p",
      get states() {
        return throwing();
      },
    }),
    ["process p misshapen /states"],
  );
  assert.equal(toldOf(JSON.parse('{"id":"p","states":{"__proto__":{}}}')), ["process p misshapen /states"]);
  assert.equal(toldOf({ id: "p", states: { "a\0": {} } }), ["process p misshapen /states"]);
  assert.equal(
    told([
      {
        kind: "process",
        get document() {
          return throwing();
        },
      },
    ]),
    ["unknown #1 misshapen "],
  );
});

test("a getter is read once: what was checked is what is kept", () => {
  let reads = 0;
  const document = {
    ...categories,
    get id() {
      reads += 1;
      return reads === 1 ? "categories" : "something else";
    },
  };
  const { definitions } = parseDrafts([{ kind: "categories", document }]);
  assert.equal([definitions[0]?.id, definitions[0]?.body, reads], ["categories", categories, 1]);
});

test("a document with very many mistakes is told some of them", () => {
  const many = Array.from({ length: 150_000 }, () => 1);
  assert.is(toldOf({ id: "p", tags: many }).length, 100);
  assert.is(told([{ kind: "table", document: { id: "t", rows: many } }]).length, 100);
});

test("whatever is sent as a draft, the answer is findings", () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
    maxDepth: 6,
  });
  const kind = fc.oneof(fc.constantFrom(...definitionKinds), anything);
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.record({ kind, document: anything }), anything), { maxLength: 4 }), (drafts) => {
      const { findings, definitions } = parseDrafts(drafts);
      assert.ok(findings.length > 0 || definitions.length === drafts.length);
      for (const { finding } of findings) {
        assert.match(finding.message["zh-CN"], /\p{Script=Han}.*。$/u);
        assert.match(finding.message.en, /^[A-Z].*\.$/s);
      }
    }),
    { numRuns: 500 },
  );
});

test("an engine answers what is wrong with hostile drafts, and publishes nothing", async () => {
  const { engine } = await townEngine();
  for (const drafts of [[null], [{ kind: "constructor", document: {} }], [{ kind: "process", document: nested(3000) }], [hostile], null]) {
    const findings = await engine.check("town", drafts as never);
    assert.is(findings.length, 1);
    assert.equal(await engine.define("town", drafts as never, "me"), { ok: false, findings });
  }
  await engine.close();
});

test.run();
