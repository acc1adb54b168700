import * as assert from "uvu/assert";
import type { Section } from "./harness.ts";
import { put, start, tenant } from "./writing.ts";

/** Tickets with their whole journals, for going through them again. */
export const records: Section = (add) => {
  add(
    "tickets come by the time of their report with their entries in order and the texts that are left, a page at a time",
    async ({ store }) => {
      const text = (id: string) => ({ id, field: "description", body: `of ${id}`, salt: "s" });
      await put(store, "b", { reportedAt: start + 2 }, { texts: [text("t-b")] });
      await put(store, "c", { reportedAt: start + 1 });
      await put(store, "a", { reportedAt: start + 2 }, { texts: [text("t-a1"), text("t-a2")] });
      await put(store, "d", { reportedAt: start + 3 });
      await put(store, "a");
      const window = { since: start + 1, until: start + 3 };
      const first = await store.records.page(tenant, window, undefined, 2);
      assert.equal(
        first.map(({ id, reportedAt }) => [id, reportedAt - start]),
        [
          ["c", 1],
          ["a", 2],
        ],
      );
      assert.equal(
        first.map(({ entries }) => entries.map((body) => JSON.parse(body) as unknown)),
        [
          [{ ticket: "c", seq: 1 }],
          [
            { ticket: "a", seq: 1 },
            { ticket: "a", seq: 2 },
          ],
        ],
      );
      assert.equal(
        first.map(({ texts }) => Object.fromEntries(texts)),
        [{}, { "t-a1": "of t-a1", "t-a2": "of t-a2" }],
      );
      const rest = await store.records.page(tenant, window, first.at(-1), 2);
      assert.equal(
        rest.map(({ id }) => id),
        ["b"],
      );
      assert.is(await store.records.count(tenant, window), 3);
      assert.is(await store.records.count("other", window), 0);
      const reportedAt = (behind: number) => store.records.reportedAt(tenant, window, behind);
      assert.equal(await Promise.all([0, 1, 2, 3].map(reportedAt)), [start + 1, start + 2, start + 2, undefined]);
      assert.equal(await store.records.page("other", window, undefined, 9), []);
    },
  );
};
