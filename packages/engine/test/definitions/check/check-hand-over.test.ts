import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkPartners } from "../../../src/definitions/check/check-partners.ts";
import { organisationSchema } from "../../../src/org/organisation.ts";
import { compileOrganisation } from "../../../src/org/compile-organisation.ts";
import { buildTree } from "../../../src/model/tree.ts";
import { parseDefinition } from "../../../src/definitions/definition.ts";
import { closedLoopDocument } from "../../fixtures/closed-loop.ts";
import { categories, organisation } from "../../fixtures/town.ts";
import { findings, go, label, open, rest, when, type Loose } from "./small-process.ts";

const text = { type: "text", label, required: true };
const partner = { type: "partner", label, required: true };
const word = (target: string, more: object = {}, meta: object = {}) => go(target, more, { by: [{ role: "system" }], ...meta });

/** The small process with a hand-over that is sound, then spoilt. */
const handing =
  (spoil: (document: Loose) => void = () => {}) =>
  (document: Loose): void => {
    const actions = [{ type: "hand-over", params: { texts: ["said"] } }];
    document["meta"].report.form = { said: text };
    open(document)["on"].pass = go("gone", { actions }, { form: { partner } });
    document["states"].gone = rest({ on: { answered: word("done"), "not-taken": word("open") }, exit: ["take-back"] });
    spoil(document);
  };

const pass = (document: Loose): Loose => open(document)["on"].pass;
const gone = (document: Loose): Loose => document["states"].gone;

test("a hand-over that asks to whom, and waits where the answer leads on, is sound", () => {
  assert.equal(findings(handing()), []);
});

for (const [what, spoil, expected] of [
  ["one that does not say to whom", (d: Loose) => delete pass(d)["meta"].form, "no-partner /states/open/on/pass/meta/form"],
  [
    "a partner asked for where nothing is handed over",
    (d: Loose) => (open(d)["on"].finish.meta.form = { partner }),
    "stray-field /states/open/on/finish/meta/form/partner",
  ],
  [
    "a text that nobody writes",
    (d: Loose) => (pass(d)["actions"][0].params.texts = ["unsaid"]),
    "unknown-field /states/open/on/pass/actions",
  ],
  ["one after which an answer leads nowhere", (d: Loose) => delete gone(d)["on"].answered, "no-answer /states/open/on/pass/target"],
  [
    "one whose answer is taken on a condition only",
    (d: Loose) => Object.assign(gone(d)["on"]["not-taken"], when("ticket.revision > 3")),
    "no-answer /states/open/on/pass/target",
  ],
  ["a word that somebody may send", (d: Loose) => (gone(d)["on"].answered = go("done")), "word-asks /states/gone/on/answered/meta"],
  [
    "a word that asks for more",
    (d: Loose) => (gone(d)["on"].answered.meta.form = { why: text }),
    "word-asks /states/gone/on/answered/meta",
  ],
  ["a hand-over on entering a state", (d: Loose) => (gone(d)["entry"] = pass(d)["actions"]), "hand-over-place /states/gone/entry/0"],
] as const) {
  test(`refused: ${what}`, () => {
    const said = findings(handing(spoil as (document: Loose) => void));
    assert.ok(said.includes(expected), said.join("; "));
  });
}

test("where a ticket is closed its matter may be done, and nowhere else", () => {
  assert.equal(
    findings((d) => (d["states"].done.meta.outcome = "done")),
    [],
  );
  assert.equal(
    findings((d) => (d["states"].done.meta.outcome = "bounced")),
    ["stray-outcome /states/done/meta/outcome"],
  );
  assert.equal(
    findings((d) => (open(d)["meta"].outcome = "done")),
    ["stray-outcome /states/open/meta/outcome"],
  );
});

test("partners are other tenants, each once, with a process that takes what they hand over, on ground that is there", () => {
  const parsed = parseDefinition("process", closedLoopDocument);
  const shut = parseDefinition("process", {
    ...closedLoopDocument,
    id: "shut",
    meta: { ...(closedLoopDocument as Loose)["meta"], report: { by: [{ role: "acceptor", at: "anywhere" }], form: {} } },
  });
  const processes = new Map(
    [parsed, shut].flatMap((each) =>
      each.ok && each.definition.kind === "process" ? [[each.definition.id, each.definition.body] as const] : [],
    ),
  );
  const { tree } = buildTree(categories.categories);
  const said = (...partners: readonly object[]) => {
    const document = organisationSchema.parse({ ...organisation, partners: partners.map((each) => ({ label, ...each })) });
    const around = { organisation: compileOrganisation(document, 1, tree), processes };
    return checkPartners(document, around, "town").map(({ code, place }) => `${code} ${place}`);
  };
  assert.equal(said({ tenant: "city", process: "closed-loop", area: "g1" }, { tenant: "county" }), []);
  assert.equal(said({ tenant: "town" }), ["partner-itself /partners/0/tenant"]);
  assert.equal(said({ tenant: "city" }, { tenant: "city" }), ["duplicate-code /partners/1/tenant"]);
  assert.equal(said({ tenant: "city", process: "nothing" }), ["unknown-process /partners/0/process"]);
  assert.equal(said({ tenant: "city", process: "shut" }), ["partner-process /partners/0/process"]);
  assert.equal(said({ tenant: "city", area: "moon" }), ["unknown-unit /partners/0/area"]);
});

test.run();
