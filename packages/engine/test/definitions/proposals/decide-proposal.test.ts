import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { decideProposal } from "../../../src/definitions/proposals/decide-proposal.ts";
import type { Actor } from "../../../src/model/actor.ts";
import type { Proposal, ProposalCommand, ProposedDraft } from "../../../src/model/proposal.ts";

const drafts: readonly ProposedDraft[] = [{ kind: "table", id: "routing", base: 1 }];
const person = (id: string): Actor => ({ kind: "person", tenant: "town", id });
const privileges: Readonly<Record<string, readonly string[]>> = {
  eve: ["edit-rules"],
  ada: ["edit-rules", "approve-rules"],
  bob: ["approve-rules"],
  zoe: [],
};
const approvers = ["ada", "bob"];

/** Takes the steps as far as they are accepted; the codes of those refused. */
function taken(steps: readonly (readonly [string, Omit<ProposalCommand, "proposal"> & { readonly at?: number }])[], now = 1000) {
  let proposal: Proposal | undefined;
  const refused: string[] = [];
  for (const [who, step] of steps) {
    const actor: Actor =
      who === "system" ? { kind: "system", tenant: "town" } : who === "rob" ? { kind: "reporter", tenant: "town", id: "rob" } : person(who);
    const has = (privilege: string) => privileges[who]?.includes(privilege) === true;
    const command = (step.type === "propose" ? step : { ...step, proposal: 1 }) as ProposalCommand;
    const answer = decideProposal(proposal, command, { actor, has, approvers, now, drafts });
    if (answer.ok) proposal = { ...answer.proposal, id: 1 };
    else refused.push(answer.refusal.code);
  }
  return { proposal, refused };
}

const propose = { type: "propose", title: "路灯归市政", drafts: [] } as const;

test("a proposal is submitted, approved by another person, and published", () => {
  const { proposal, refused } = taken([
    ["eve", propose],
    ["eve", { type: "submit" }],
    ["bob", { type: "approve" }],
    ["eve", { type: "publish" }],
  ]);
  assert.equal(refused, []);
  assert.is(proposal?.state, "published");
  assert.equal(
    proposal?.steps.map(({ type, by }) => `${by} ${type}`),
    ["person:eve propose", "person:eve submit", "person:bob approve", "person:eve publish"],
  );
});

test("who submitted and who approved it stays, however often it is put off", () => {
  const again = Array.from({ length: 300 }, (_, i) => ["ada", { type: "publish", at: 2000 + i }] as const);
  const { proposal, refused } = taken([["eve", propose], ["eve", { type: "submit" }], ["bob", { type: "approve" }], ...again]);
  assert.equal([refused, proposal?.steps.length, proposal?.publishAt], [[], 200, 2299]);
  assert.equal(
    proposal?.steps.slice(0, 3).map(({ type, by }) => `${by} ${type}`),
    ["person:eve submit", "person:bob approve", "person:ada publish"],
  );
});

test("nobody approves what they wrote any part of, and the engine's host approves nothing", () => {
  const { proposal, refused } = taken([
    ["eve", propose],
    ["ada", { type: "revise" }],
    ["eve", { type: "submit" }],
    ["ada", { type: "approve" }],
    ["system", { type: "approve" }],
    ["eve", { type: "approve" }],
    ["rob", { type: "approve" }],
    ["zoe", { type: "withdraw" }],
  ]);
  assert.equal(refused, ["separation-of-duty", "not-allowed", "not-allowed", "not-allowed", "not-allowed"]);
  assert.is(proposal?.state, "submitted");
});

test("what nobody but its authors could approve is not submitted", () => {
  const { refused } = taken([
    ["ada", propose],
    ["eve", { type: "revise" }],
    ["ada", { type: "submit" }],
  ]);
  assert.equal(refused, []);
  const alone = decideProposal(
    taken([["ada", propose]]).proposal,
    { type: "submit", proposal: 1 },
    {
      actor: person("ada"),
      has: () => true,
      approvers: ["ada"],
      now: 1,
      drafts: undefined,
    },
  );
  assert.ok(!alone.ok && alone.refusal.code === "not-allowed");
});

test("a time of publication lies ahead, and withdrawing takes it back", () => {
  const until = [
    ["eve", propose],
    ["eve", { type: "submit" }],
    ["bob", { type: "approve" }],
  ] as const;
  assert.equal(taken([...until, ["eve", { type: "publish", at: 1000 }]]).refused, ["bad-input"]);
  const { proposal } = taken([...until, ["eve", { type: "publish", at: 1001 }]]);
  assert.equal([proposal?.state, proposal?.publishAt], ["scheduled", 1001]);
  const back = taken([...until, ["eve", { type: "publish", at: 1001 }], ["bob", { type: "withdraw" }]]).proposal;
  assert.equal([back?.state, back?.publishAt], ["draft", undefined]);
});

test("whatever is done in whatever order, what is published was approved by somebody who wrote none of it, after it was last written", () => {
  const act = fc.record({
    who: fc.constantFrom("eve", "ada", "bob", "zoe", "system", "rob"),
    type: fc.constantFrom(
      ...["revise", "submit", "approve", "publish"].flatMap((each) => [each, each, each]),
      "disapprove",
      "withdraw",
      "discard",
    ),
    at: fc.option(fc.integer({ min: 990, max: 1010 }), { nil: undefined }),
  });
  let reached = 0;
  fc.assert(
    fc.property(fc.array(act, { minLength: 6, maxLength: 40 }), (acts) => {
      const steps = acts.map(
        ({ who, type, at }) => [who, { ...(type === "propose" ? propose : { type }), ...(type === "publish" && { at }) }] as const,
      );
      const { proposal } = taken([["eve", propose], ...steps.filter(([, { type }]) => type !== "propose")] as Parameters<typeof taken>[0]);
      if (!proposal || (proposal.state !== "published" && proposal.state !== "scheduled")) return;
      reached += 1;
      const approval = proposal.steps.findLastIndex(({ type }) => type === "approve");
      const written = proposal.steps.findLastIndex(({ type }) => ["propose", "revise", "submit", "withdraw", "disapprove"].includes(type));
      assert.ok(approval > written);
      const writers = proposal.steps.filter(({ type }) => ["propose", "revise", "submit"].includes(type)).map(({ by }) => by);
      assert.not.ok(writers.includes(proposal.steps[approval]?.by ?? ""));
      assert.match(proposal.steps[approval]?.by ?? "", /^person:(ada|bob)$/);
    }),
    { numRuns: 3000 },
  );
  assert.ok(reached > 50, `only ${reached} runs came so far`);
});

test.run();
