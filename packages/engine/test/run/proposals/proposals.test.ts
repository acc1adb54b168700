import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore, type Actor, type DraftToSave, type Engine, type ProposalCommand } from "@muster/engine";
import { governed } from "../../fixtures/governed-town.ts";
import { removeTempFolders } from "../../fixtures/temp.ts";
import { townEngine } from "../../fixtures/town-engine.ts";
import { person, routing } from "../../fixtures/town.ts";

test.after(removeTempFolders);

const label = (text: string) => ({ "zh-CN": text, en: text });

async function governedEngine() {
  const town = await townEngine();
  assert.ok((await town.engine.define("town", [{ kind: "organisation", document: governed }], "host")).ok);
  return town;
}

const [eve, ada, bob] = ["eve", "ada", "bob"].map(person) as [Actor, Actor, Actor];

/** Routing with its third row pointing elsewhere. */
const routed = (owner: string): DraftToSave => ({
  kind: "table",
  document: { ...routing, rows: routing.rows.map((row) => (row.id === "r3" ? { ...row, then: [`"${owner}"`, "false"] } : row)) },
});

async function done(engine: Engine, actor: Actor, command: ProposalCommand): Promise<number> {
  const answer = await engine.executeProposal(command, actor);
  if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.detail.en}`);
  return answer.proposal.id;
}

async function refusedWith(engine: Engine, actor: Actor, command: ProposalCommand): Promise<string> {
  const answer = await engine.executeProposal(command, actor);
  return answer.ok ? "accepted" : answer.refusal.code;
}

/** Proposed and submitted by eve, approved by bob. */
async function approved(engine: Engine, drafts: readonly DraftToSave[]): Promise<number> {
  const proposal = await done(engine, eve, { type: "propose", title: "改派井盖", drafts });
  await done(engine, eve, { type: "submit", proposal });
  await done(engine, bob, { type: "approve", proposal, opinion: "同意" });
  return proposal;
}

const versionOf = async (engine: Engine) => (await engine.versions("town", { kind: "table", id: "routing" })).at(-1)?.version;

test("a change goes through four eyes and is published with both names, and only then counts", async () => {
  const { engine } = await governedEngine();
  const proposal = await approved(engine, [routed("d")]);
  assert.is(await versionOf(engine), 1);
  assert.is(await refusedWith(engine, eve, { type: "revise", proposal, drafts: [routed("water")] }), "not-now");
  const answer = await engine.executeProposal({ type: "publish", proposal }, bob);
  assert.ok(answer.ok);
  assert.equal(answer.published, [{ kind: "table", id: "routing", version: 2, changed: true }]);
  assert.equal(answer.proposal.drafts, [{ kind: "table", id: "routing", base: 1, version: 2 }]);
  const [, second] = await engine.versions("town", { kind: "table", id: "routing" });
  assert.equal([second?.author, second?.approver], ["eve", "bob"]);
  const { ticket } = await covered(engine);
  assert.is(ticket.owner, "d", "the new rule decides");
  await engine.close();
});

async function covered(engine: Engine) {
  const reported = await engine.execute(
    { type: "report", process: "closed-loop", form: { description: "井盖缺失", area: "g1" } },
    person("che"),
  );
  assert.ok(reported.ok);
  const filed = await engine.execute({ type: "file", ticket: reported.ticket.id }, person("ann"));
  assert.ok(filed.ok);
  return filed;
}

test("whoever wrote any of it does not approve it, an author alone cannot, and a stale step is refused", async () => {
  const { engine } = await governedEngine();
  const proposal = await done(engine, eve, { type: "propose", title: "改派井盖", drafts: [routed("water")] });
  assert.is(await refusedWith(engine, eve, { type: "submit", proposal }), "bad-input", "it says what is published");
  await done(engine, ada, { type: "revise", proposal, drafts: [routed("d")], ifRevision: 1 });
  assert.is(await refusedWith(engine, eve, { type: "submit", proposal, ifRevision: 1 }), "stale-revision");
  await done(engine, eve, { type: "submit", proposal });
  assert.is(await refusedWith(engine, ada, { type: "approve", proposal }), "separation-of-duty");
  assert.is(await refusedWith(engine, eve, { type: "approve", proposal }), "not-allowed");
  assert.is(await refusedWith(engine, bob, { type: "disapprove", proposal }), "bad-input", "an opinion is due");
  await done(engine, bob, { type: "disapprove", proposal, opinion: "先与水务商量" });
  assert.is((await engine.proposal("town", proposal))?.proposal.state, "draft");
  assert.is(await refusedWith(engine, person("ann"), { type: "propose", title: "x", drafts: [routed("d")] }), "not-allowed");
  await engine.close();
});

test("an unfinished draft is saved and read again, told what is wrong with it, and not submitted", async () => {
  const { engine } = await governedEngine();
  const broken = { kind: "table", document: { id: "routing", rows: "?" } } as const;
  const proposal = await done(engine, eve, { type: "propose", title: "半成品", drafts: [broken] });
  const read = await engine.proposal("town", proposal);
  assert.equal(read?.drafts[0]?.document, broken.document);
  assert.ok(read?.findings.some(({ finding }) => finding.severity === "error"));
  assert.is(read?.against?.code, "not-sound");
  const answer = await engine.executeProposal({ type: "submit", proposal }, eve);
  assert.ok(!answer.ok && answer.refusal.code === "not-sound" && (answer.findings?.length ?? 0) > 0);
  for (const document of [{ rows: [] }, null, { id: "a b" }]) {
    assert.is(await refusedWith(engine, eve, { type: "revise", proposal, drafts: [{ kind: "table", document }] }), "bad-input");
  }
  await done(engine, eve, { type: "discard", proposal });
  assert.is(await refusedWith(engine, eve, { type: "submit", proposal }), "not-now");
  await engine.close();
});

test("a failing case keeps a proposal from being submitted, and names the case", async () => {
  const { engine } = await governedEngine();
  const cases = {
    id: "known",
    label: label("已知"),
    cases: [{ id: "cover", table: "routing", inputs: { category: "0101", tier: 3 }, expect: { outputs: { owner: "water" } } }],
  };
  assert.ok((await engine.define("town", [{ kind: "cases", document: cases }], "host")).ok);
  const proposal = await done(engine, eve, { type: "propose", title: "改派井盖", drafts: [routed("d")] });
  const answer = await engine.executeProposal({ type: "submit", proposal }, eve);
  assert.ok(!answer.ok && answer.refusal.code === "not-sound");
  assert.match(answer.refusal.detail.en, /case cover should give "water" and gives "d"/);
  await engine.close();
});

test("what was published meanwhile is not overwritten unseen", async () => {
  const { engine } = await governedEngine();
  const proposal = await approved(engine, [routed("d")]);
  assert.ok((await engine.define("town", [routed("s1")], "host")).ok);
  assert.is(await refusedWith(engine, eve, { type: "publish", proposal }), "outdated");
  const read = await engine.proposal("town", proposal);
  assert.is(read?.against?.code, "outdated");
  assert.is(read?.drafts[0]?.since.length, 1, "what changed in between is told");
  await done(engine, eve, { type: "withdraw", proposal });
  await done(engine, eve, { type: "revise", proposal, drafts: [{ ...routed("d"), base: 2 }] });
  await done(engine, eve, { type: "submit", proposal });
  await done(engine, bob, { type: "approve", proposal });
  await done(engine, bob, { type: "publish", proposal });
  assert.is(await versionOf(engine), 3);
  await engine.close();
});

test("a scheduled proposal is published at its time, also after a restart, and never twice", async () => {
  const { engine, clock, file } = await governedEngine();
  const proposal = await approved(engine, [routed("d")]);
  const at = clock.now() + 3_600_000;
  assert.is(await refusedWith(engine, eve, { type: "publish", proposal, at: clock.now() }), "bad-input");
  assert.is(
    await refusedWith(engine, eve, { type: "publish", proposal, at: Number.MAX_SAFE_INTEGER }),
    "bad-input",
    "no date of a calendar",
  );
  await done(engine, eve, { type: "publish", proposal, at });
  await engine.work();
  assert.is(await versionOf(engine), 1, "not yet");
  await engine.close();
  clock.advance({ hours: 1 });
  const again = createEngine({ store: openLibsqlStore({ file }), now: clock.now });
  await Promise.all([again.work(), again.work()]);
  await again.work();
  assert.is(await versionOf(again), 2);
  const { ticket } = await covered(again);
  assert.is(ticket.owner, "d");
  const read = await again.proposal("town", proposal);
  assert.equal([read?.proposal.state, read?.proposal.drafts[0]?.version], ["published", 2]);
  assert.is(read?.proposal.steps.filter(({ type }) => type === "published").length, 1);
  await again.close();
});

test("a schedule that cannot be kept fails in words, changes nothing, and can be taken up again", async () => {
  const { engine, clock } = await governedEngine();
  const proposal = await approved(engine, [routed("s1-squad")]);
  await done(engine, eve, { type: "publish", proposal, at: clock.now() + 1000 });
  assert.ok((await engine.define("town", [routed("d")], "host")).ok);
  clock.advance({ ms: 1000 });
  await engine.work();
  const failed = (await engine.proposal("town", proposal))?.proposal;
  assert.is(failed?.state, "failed");
  assert.match(failed?.steps.at(-1)?.why?.en ?? "", /published at version 2/);
  assert.is(await versionOf(engine), 2);
  await done(engine, eve, { type: "withdraw", proposal });
  assert.equal(
    (await engine.proposals("town", { states: ["draft"] })).map(({ id }) => id),
    [proposal],
  );
  await engine.close();
});

test("names of people are kept apart from a proposal, as from what is published", async () => {
  const { engine } = await governedEngine();
  const people = [...governed.people, { id: "new", name: "新人", holds: [{ role: "handler", unit: "water" }] }];
  const draft: DraftToSave = { kind: "organisation", document: { ...governed, people } };
  const proposal = await done(engine, eve, { type: "propose", title: "新人到岗", drafts: [draft] });
  assert.not.match(JSON.stringify(await engine.proposal("town", proposal)), /新人"|伊/);
  const renamed = governed.people.map((each) => (each.id === "ann" ? { ...each, name: "别名" } : each));
  const answer = await engine.executeProposal(
    { type: "propose", title: "改名", drafts: [{ kind: "organisation", document: { ...governed, people: renamed } }] },
    eve,
  );
  assert.equal(
    answer.findings?.map(({ finding }) => finding.code),
    ["name-stays"],
  );
  const exported: (string | undefined)[] = [];
  for await (const record of engine.export("town", { people: true }))
    if (record.type === "person" && ["ann", "new"].includes(record.id)) exported.push(record.name);
  assert.equal(exported, ["安", "新人"], "a draft calls nobody otherwise who is known");
  const unfinished = { kind: "organisation", document: { people: [{ id: "x", name: "某" }] } } as const;
  assert.is(await refusedWith(engine, eve, { type: "propose", title: "x", drafts: [unfinished] }), "bad-input");
  await engine.close();
});

test("an unknown proposal, a query or command out of shape is refused with what to do", async () => {
  const { engine } = await governedEngine();
  assert.is(await refusedWith(engine, eve, { type: "submit", proposal: 9 }), "unknown-proposal");
  assert.is(await engine.proposal("town", 9), undefined);
  assert.is(await engine.proposal("town", NaN), undefined);
  for (const command of [
    null,
    1,
    { type: "propose" },
    { type: "approve" },
    { type: "propose", title: " ", drafts: [routed("d")] },
    { type: "propose", title: "x", drafts: [] },
  ]) {
    assert.is(await refusedWith(engine, eve, command as never), "bad-input");
  }
  const twice = { type: "propose", title: "x", drafts: [routed("d"), routed("s1")] } as const;
  assert.is(await refusedWith(engine, eve, twice), "bad-input");
  const bad = await engine.proposals("town", { limit: 0 }).catch((cause: unknown) => (cause as { code?: string }).code);
  assert.is(bad, "bad-query");
  await engine.close();
});

test.run();
