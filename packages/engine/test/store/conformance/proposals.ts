import * as assert from "uvu/assert";
import type { ProposalRow } from "../../../src/store/proposals.ts";
import type { Section } from "./harness.ts";
import { tenant } from "./writing.ts";

/** Drafts on their way to publication. */
export const proposals: Section = (add) => {
  add("proposals are counted within their tenant, also where several are added at once", async ({ store }) => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => store.proposals.add(tenant, draft)));
    assert.equal(
      ids.toSorted((a, b) => a - b),
      [1, 2, 3, 4, 5],
    );
    assert.is(await store.proposals.add("other", draft), 1);
    assert.equal(await store.proposals.get(tenant, 5), { id: 5, ...draft });
    assert.is(await store.proposals.get(tenant, 6), undefined);
  });

  add("of several next steps of a proposal one is written", async ({ store }) => {
    const id = await store.proposals.add(tenant, draft);
    await store.proposals.add("other", draft);
    const next: ProposalRow = { ...draft, id, revision: 2, state: "submitted", documents: "[1]" };
    const answers = await Promise.all([next, { ...next, documents: "[2]" }].map((row) => store.proposals.put(tenant, row)));
    assert.is(answers.filter(Boolean).length, 1);
    assert.is((await store.proposals.get(tenant, id))?.state, "submitted");
    assert.is((await store.proposals.get("other", 1))?.state, "draft");
    assert.not(await store.proposals.put(tenant, { ...next, id: 9 }), "there is none");
  });

  add("proposals are listed newest first, by state, a page at a time, without their documents", async ({ store }) => {
    for (const state of ["draft", "published", "draft", "submitted"] as const) await store.proposals.add(tenant, { ...draft, state });
    const listed = await store.proposals.list(tenant, { states: ["draft", "submitted"] }, 2);
    assert.equal(
      listed.map(({ id }) => id),
      [4, 3],
    );
    assert.not.ok(listed.some((row) => "documents" in row));
    assert.equal(
      (await store.proposals.list(tenant, { states: ["draft", "submitted"], before: 3 }, 9)).map(({ id }) => id),
      [1],
    );
    assert.equal(await store.proposals.list("other", {}, 9), []);
  });

  add("what is scheduled is due when its time has come, the earliest first", async ({ store }) => {
    for (const publishAt of [30, 10, null, 20]) await store.proposals.add(tenant, { ...draft, state: "scheduled", publishAt });
    const due = async (now: number, limit: number) => (await store.proposals.due(now, limit)).map(({ id }) => id);
    assert.equal(await due(9, 9), []);
    assert.equal(await due(20, 9), [2, 4]);
    assert.equal(await due(99, 1), [2]);
  });

  add("definitions are published with the step of their proposal, both or neither", async ({ store }) => {
    const id = await store.proposals.add(tenant, draft);
    const step: ProposalRow = { ...draft, id, revision: 2, state: "published" };
    const row = { kind: "table", id: "a", version: 1, body: "{}", hash: "h" } as const;
    const publication = { rows: [row], author: "ann", approver: "bob", at: 1, seen: 0 };
    assert.not(await store.definitions.publish(tenant, { ...publication, proposal: { ...step, revision: 3 } }), "somebody took a step");
    assert.equal(await store.definitions.all(tenant), []);
    assert.not(await store.definitions.publish(tenant, { ...publication, seen: 1, proposal: step }), "somebody published");
    assert.is((await store.proposals.get(tenant, id))?.state, "draft");
    assert.ok(await store.definitions.publish(tenant, { ...publication, proposal: step }));
    assert.is((await store.proposals.get(tenant, id))?.state, "published");
    assert.equal(
      (await store.audit.definitions(tenant)).map(({ author, approver }) => [author, approver]),
      [["ann", "bob"]],
    );
  });
};

const draft = { revision: 1, state: "draft", publishAt: null, body: '{"title":"路灯"}', documents: "[]" } as const;
