import { setTimeout as pause } from "node:timers/promises";
import * as assert from "uvu/assert";
import { createEngine, type Fault, type Store } from "@muster/engine";
import { createHash } from "node:crypto";
import type { KeptTicket } from "../../../src/store/audit.ts";
import { atOnce } from "../../../src/store/gather.ts";
import { categories, routing, tenant, town } from "../../fixtures/town.ts";
import type { Section } from "./harness.ts";
import { photo, townOn } from "./town-engine.ts";

/** What somebody does to a ticket past the engine, and what verification says of it. `T` stands for the ticket's id. */
interface Damage {
  readonly name: string;
  readonly sql: readonly string[];
  readonly faults: readonly Omit<Fault, "ticket">[];
}

const of = "tenant = 'town' AND ticket = T";

const damages: readonly Damage[] = [
  { name: "nothing", sql: [], faults: [] },
  {
    name: "an entry rewritten",
    sql: [`UPDATE journal SET entry = replace(entry, 'person', 'PERSON') WHERE ${of} AND seq = 2`],
    faults: [{ seq: 2, fault: "broken-chain" }],
  },
  { name: "a tail cut", sql: [`DELETE FROM journal WHERE ${of} AND seq = 6`], faults: [{ fault: "head-differs" }] },
  {
    name: "a tail cut together with the head",
    sql: [
      `UPDATE ticket SET head = (SELECT hash FROM journal WHERE ${of} AND seq = 5) WHERE id = T`,
      `DELETE FROM journal WHERE ${of} AND seq = 6`,
    ],
    faults: [{ fault: "state-differs" }],
  },
  { name: "an entry removed", sql: [`DELETE FROM journal WHERE ${of} AND seq = 3`], faults: [{ seq: 3, fault: "gap" }] },
  {
    name: "the journal removed",
    sql: [`DELETE FROM journal WHERE ${of}`],
    faults: [{ fault: "no-journal" }, { seq: 1, fault: "stray-answer" }],
  },
  { name: "the ticket removed", sql: ["DELETE FROM ticket WHERE id = T"], faults: [{ fault: "no-ticket" }] },
  {
    name: "the ticket and its journal removed",
    sql: ["DELETE FROM ticket WHERE id = T", `DELETE FROM journal WHERE ${of}`],
    faults: [
      { fault: "stray-rows", what: "part, ticket_unit, timer, text, attachment, decision, delivery, likeness" },
      { seq: 1, fault: "stray-answer" },
    ],
  },
  {
    name: "the document changed",
    sql: [`UPDATE ticket SET document = replace(document, '"tier":3', '"tier":1') WHERE id = T`],
    faults: [{ fault: "state-differs" }],
  },
  {
    name: "an entry's own columns changed",
    sql: [`UPDATE journal SET at = at - 1, recorded_at = 7, type = 'x' WHERE ${of} AND seq = 2`],
    faults: ["at", "recordedAt", "type"].map((what) => ({ seq: 2, fault: "entry-differs", what }) as const),
  },
  ...Object.entries({
    number: "number || 'x'",
    revision: "revision + 1",
    process: "'other'",
    process_version: "2",
    state: `'"closed"'`,
    stage: "'close'",
    open: "0",
    source: "'else'",
    source_key: "source_key || 'x'",
    category: "'02'",
    tier: "1",
    priority: "9",
    area: "'g2'",
    owner: "'d'",
    due: "coalesce(due, 0) + 1",
    met_at: "coalesce(met_at, 0) + 1",
    reported_at: "reported_at - 1",
    at: "at + 1",
    merged_into: "'else'",
    closed_at: "5",
  }).map(([column, value]): Damage => ({
    name: `the column ${column} changed`,
    sql: [`UPDATE ticket SET ${column} = ${value} WHERE id = T`],
    faults: [{ fault: "column-differs", what: column.replace(/_(.)/, (_, letter: string) => letter.toUpperCase()) }],
  })),
  { name: "a timer removed", sql: [`DELETE FROM timer WHERE ${of}`], faults: [{ fault: "timer-differs", what: timerId() }] },
  { name: "a timer put off", sql: [`UPDATE timer SET due = due + 1 WHERE ${of}`], faults: [{ fault: "timer-differs", what: timerId() }] },
  {
    name: "a unit added",
    sql: ["INSERT INTO ticket_unit (tenant, ticket, unit, why) VALUES ('town', T, 'g2', 'area')"],
    faults: [{ fault: "unit-differs", what: "g2" }],
  },
  {
    name: "a unit removed",
    sql: [`DELETE FROM ticket_unit WHERE ${of} AND why = 'owner'`],
    faults: [{ fault: "unit-differs", what: "water" }],
  },
  ...["role = 'chief'", "unit = 'g2'", "due = coalesce(due, 0) + 1", "kind = 'leg'"].map((set): Damage => ({
    name: `the task with ${set}`,
    sql: [`UPDATE part SET ${set} WHERE ${of}`],
    faults: [{ fault: "part-differs", what: "closed-loop.handle.suspended" }],
  })),
  {
    name: "a task removed",
    sql: [`DELETE FROM part WHERE ${of}`],
    faults: [{ fault: "part-differs", what: "closed-loop.handle.suspended" }],
  },
  {
    name: "a task invented",
    sql: ["INSERT INTO part (tenant, ticket, key, kind, role, unit) VALUES ('town', T, 'k', 'ticket', 'chief', 'g1')"],
    faults: [{ fault: "part-differs", what: "k" }],
  },
  {
    name: "a decision's row changed",
    sql: [`UPDATE decision SET "row" = 'r9' WHERE ${of} AND table_id = 'classification' AND seq = 1`],
    faults: ["c1", "r9"].map((row) => ({ seq: 1, fault: "decision-differs", what: `classification ${row}` }) as const),
  },
  {
    name: "a decision counted twice",
    sql: [`INSERT INTO decision SELECT * FROM decision WHERE ${of} AND table_id = 'routing' AND seq = 2`],
    faults: [{ seq: 2, fault: "decision-differs", what: "routing r3" }],
  },
  {
    name: "decisions removed",
    sql: [`DELETE FROM decision WHERE ${of} AND seq = 2`],
    faults: [{ seq: 2, fault: "decision-differs", what: "routing r3" }],
  },
  ...(
    [
      ["body = 'else'", "text-differs"],
      ["salt = 'else'", "text-differs"],
      ["field = 'address'", "text-differs"],
      ["body = NULL", "text-half-erased"],
      ["body = NULL, salt = NULL", "text-half-erased"],
      ["erased_at = 1", "text-half-erased"],
      ["id = 'else'", "text-missing"],
    ] as const
  ).map(([set, fault]): Damage => ({
    name: `the description with ${set}`,
    sql: [`UPDATE text SET ${set.replace("'else'", "'else-' || T")} WHERE ${of} AND field = 'description'`],
    faults: [
      { seq: 1, fault, what: "DESCRIPTION" },
      ...(fault === "text-missing" ? [{ fault: "text-unknown", what: "else-T" } as const] : []),
    ],
  })),
  {
    name: "a text erased as erasure does it",
    sql: [
      `UPDATE text SET body = NULL, salt = NULL, erased_at = 1 WHERE ${of} AND field = 'description'`,
      `UPDATE likeness SET words = '[]' WHERE ${of}`,
      `DELETE FROM likeness_word WHERE ${of}`,
    ],
    faults: [],
  },
  {
    name: "a text erased, and its words left",
    sql: [`UPDATE text SET body = NULL, salt = NULL, erased_at = 1 WHERE ${of} AND field = 'description'`],
    faults: [{ fault: "likeness-differs", what: "words" }],
  },
  {
    name: "a word exchanged",
    sql: [`UPDATE likeness_word SET word = word + 1 WHERE ${of} AND word = (SELECT min(word) FROM likeness_word WHERE ${of})`],
    faults: [{ fault: "likeness-differs", what: "words" }],
  },
  {
    name: "the likeness moved",
    sql: [`UPDATE likeness SET area = 'g2', cell = 7 WHERE ${of}`],
    faults: ["area", "cell"].map((what) => ({ fault: "likeness-differs", what }) as const),
  },
  {
    name: "the likeness removed",
    sql: [`DELETE FROM likeness WHERE ${of}`, `DELETE FROM likeness_word WHERE ${of}`],
    faults: [{ fault: "likeness-missing" }],
  },
  ...["media_type = 'text/html'", "size = 1001", "sha256 = 'ff'", "seq = 2"].map((set): Damage => ({
    name: `the photo with ${set}`,
    sql: [`UPDATE attachment SET ${set} WHERE ${of}`],
    faults: [{ seq: 1, fault: "attachment-differs", what: "PHOTO" }],
  })),
  { name: "the photo's name erased", sql: [`UPDATE attachment SET name = NULL WHERE ${of}`], faults: [] },
  {
    name: "the photo removed",
    sql: [`DELETE FROM attachment WHERE ${of}`],
    faults: [{ seq: 1, fault: "attachment-missing", what: "PHOTO" }],
  },
  {
    name: "the photo twice",
    sql: [`INSERT INTO attachment SELECT * FROM attachment WHERE ${of}`],
    faults: [{ fault: "attachment-unknown", what: "PHOTO" }],
  },
  {
    name: "a photo slipped in",
    sql: [
      "INSERT INTO attachment (tenant, id, ticket, seq, media_type, size, sha256) VALUES ('town', 'slipped', T, 1, 'image/png', 1, '')",
    ],
    faults: [{ fault: "attachment-unknown", what: "slipped" }],
  },
  ...["destination = 'sms'", "topic = 'else'", `payload = '{"type":"close"}'`, "payload = '{'", "state = 'sent'", "written_at = 1"].map(
    (set): Damage => ({
      name: `the delivery with ${set}`,
      sql: [`UPDATE delivery SET ${set} WHERE ${of}`],
      faults: [{ seq: 3, fault: "delivery-differs", what: "DELIVERY" }],
    }),
  ),
  {
    name: "the delivery done after a retry",
    sql: [`UPDATE delivery SET state = 'done', attempt = 2, next_at = 0, settled_at = 9, error = NULL WHERE ${of}`],
    faults: [],
  },
  {
    name: "the delivery removed",
    sql: [`DELETE FROM delivery WHERE ${of}`],
    faults: [{ seq: 3, fault: "delivery-missing", what: "DELIVERY" }],
  },
  {
    name: "a command forged in the outbox",
    sql: [
      `INSERT INTO delivery (tenant, id, ticket, destination, topic, payload, state, attempt, next_at, written_at)
       VALUES ('town', 'forged', T, 'engine', 'command', '{}', 'pending', 0, 0, 0)`,
    ],
    faults: [{ fault: "delivery-unknown", what: "forged" }],
  },
  {
    name: "an answer that was given to another command",
    sql: ["UPDATE answer SET seq = 2 WHERE tenant = 'town' AND ticket = T"],
    faults: [{ seq: 2, fault: "stray-answer" }],
  },
  {
    name: "an answer to a command that never was",
    sql: ["UPDATE answer SET seq = 99 WHERE tenant = 'town' AND ticket = T"],
    faults: [{ seq: 99, fault: "stray-answer" }],
  },
];

function timerId(): string {
  return "xstate.after.suspend-over.closed-loop.handle.suspended";
}

/** A ticket with every kind of row: texts, a photo, decisions, a delivery, a task, a timer, units, an answer; and a source of its own. */
async function fullTicket({ done, clock }: Awaited<ReturnType<typeof townOn>>, i: number): Promise<string> {
  const form = { description: "井盖缺失", area: "g1", priority: 2, category: "0101" };
  const report = { type: "report", process: "closed-loop", form, source: "hotline", sourceKey: `h-${i}`, attachments: photo } as const;
  const ticket = (await done(report, "ann", `k-${i}`)).ticket.id;
  clock.now += 1;
  await done({ type: "file", ticket }, "ann");
  await done({ type: "dispatch", ticket }, "dan");
  await done({ type: "sign", ticket }, "wen");
  await done({ type: "comment", ticket, form: { comment: "备注" } }, "ann");
  await done({ type: "suspend", ticket, form: { until: clock.now + 100_000, reason: "雨" } }, "dan");
  return ticket;
}

/** What verification finds when somebody writes past the engine. */
export const verify: Section = (add) => {
  add("verification finds every way in which rows and journals can disagree, each by its code, and only that", async (harness) => {
    const at = await townOn(harness.store);
    const tickets: string[] = [];
    for (const i of damages.keys()) tickets.push(await fullTicket(at, i));
    assert.equal((await at.engine.verify(tenant.id)).faults, []);
    const named = new Map<string, string>();
    for (const [i, { sql }] of damages.entries()) {
      const ticket = tickets[i] ?? "";
      const idOf = async (table: string, more = "") =>
        String((await harness.raw(`SELECT id FROM ${table} WHERE ticket = '${ticket}'${more}`))[0]?.["id"]);
      named.set(`${i} DESCRIPTION`, await idOf("text", " AND field = 'description'"));
      named.set(`${i} PHOTO`, await idOf("attachment"));
      named.set(`${i} DELIVERY`, await idOf("delivery"));
      named.set(`${i} else-T`, `else-${ticket}`);
      for (const statement of sql) await harness.raw(statement.replaceAll(/\bT\b/g, `'${ticket}'`));
    }
    const { faults } = await at.engine.verify(tenant.id);
    for (const [i, { name, faults: wanted }] of damages.entries()) {
      const ticket = tickets[i] ?? "";
      const found = faults.filter((fault) => fault.ticket === ticket);
      const expected = wanted.map((fault) => ({
        ...fault,
        ticket,
        ...(fault.what !== undefined && { what: named.get(`${i} ${fault.what}`) ?? fault.what }),
      }));
      assert.equal(byCode(found), byCode(expected), name);
    }
    assert.is(faults.filter(({ ticket }) => !tickets.includes(ticket ?? "")).length, 0);
  });

  add("verification finds what was done to definitions, numbers and the list of tenants", async (harness) => {
    const { engine, done, reported } = await townOn(harness.store);
    const ticket = await reported({ category: "0101" });
    await reported();
    await done({ type: "file", ticket }, "ann");
    const faults = async () => (await engine.verify(tenant.id)).faults;
    const wider = { ...categories, categories: [...categories.categories, { code: "77", label: { "zh-CN": "新", en: "new" } }] };
    assert.ok((await engine.define(tenant.id, [{ kind: "categories", document: wider }], "t")).ok);
    assert.equal(await faults(), []);

    await harness.raw("UPDATE tenant SET last_number = 1");
    assert.equal(await faults(), [{ fault: "number-behind", what: "1 < 2" }]);
    await harness.raw("UPDATE tenant SET last_number = 2");

    const undo = await harness.raw("SELECT body FROM definition WHERE id = 'routing'");
    await harness.raw("UPDATE definition SET body = replace(body, 'water', 'drain') WHERE id = 'routing'");
    assert.equal(await faults(), [{ fault: "definition-differs", what: "table/routing@1" }]);
    await harness.raw(`UPDATE definition SET body = '${String(undo[0]?.["body"])}' WHERE id = 'routing'`);
    assert.equal(await faults(), []);

    for (const [id, as] of [
      ["routing", "t"],
      ["classification", "routing"],
      ["t", "classification"],
    ])
      await harness.raw(`UPDATE definition SET id = '${as}' WHERE id = '${id}'`);
    const swapped = ["table/classification@1", "table/routing@1"].map((what) => ({ fault: "definition-differs", what }));
    assert.equal(
      (await faults()).filter(({ fault }) => fault === "definition-differs").toSorted((a, b) => (String(a.what) < String(b.what) ? -1 : 1)),
      swapped,
      "no definition stands in for another",
    );
    for (const [id, as] of [
      ["routing", "t"],
      ["classification", "routing"],
      ["t", "classification"],
    ])
      await harness.raw(`UPDATE definition SET id = '${as}' WHERE id = '${id}'`);
    assert.equal(await faults(), []);

    const hash = createHash("sha256").update("process closed-loop 1\n{").digest("hex");
    await harness.raw(`UPDATE definition SET body = '{', hash = '${hash}' WHERE id = 'closed-loop'`);
    assert.equal(await faults(), [{ fault: "definition-unreadable", what: "process/closed-loop@1" }]);
    await harness.raw("DELETE FROM definition WHERE id = 'closed-loop'");
    assert.equal(await faults(), [{ ticket, seq: 1, fault: "definition-missing", what: "process/closed-loop@1" }], "told once");

    await harness.raw("DELETE FROM tenant");
    assert.ok((await faults()).some(({ fault, what }) => fault === "no-tenant" && what === tenant.id));
    assert.equal(await engine.tenants(), []);
    assert.equal(await harness.store.audit.tenants(), [tenant.id], "it is named by its rows still");
  });

  add("a host's guards are not needed to verify what waits for whom", async ({ store }) => {
    const document = structuredClone(town.find(({ kind }) => kind === "process")?.document) as {
      meta: Record<string, unknown>;
      states: { handle: { states: { assigned: { on: { sign: Record<string, unknown> } } } } };
    };
    document.meta["hostGuards"] = { isOpen: "1" };
    document.states.handle.states.assigned.on.sign["guard"] = { type: "isOpen" };
    const { engine, reported } = await townOn(store, { guards: { isOpen: { version: "1", holds: () => true } } });
    assert.ok((await engine.define(tenant.id, [{ kind: "process", document }], "t")).ok);
    await reported();
    assert.equal((await createEngine({ store }).verify(tenant.id)).faults, []);
  });

  add("verification takes work that goes on meanwhile for no fault", async ({ store }) => {
    const at = await townOn(store, { handlers: { "in-app": () => Promise.resolve() } });
    const { engine, done, reported, clock } = at;
    const tickets: string[] = [];
    for (let i = 0; i < 10; i++) tickets.push(await reported({ category: "0101" }, { reporter: `r${i}` }));
    const round = { over: false, n: 0 };
    const until = async (act: (n: number) => Promise<unknown>) => {
      while (!round.over) await act(++round.n);
    };
    const work = [
      ...tickets.map((ticket) => until(() => done({ type: "comment", ticket, form: { comment: "again" }, attachments: photo }, "ann"))),
      until((n) => fullTicket(at, n)),
      until((n) => fullTicket(at, n)),
      until(async (n) => {
        clock.now += 10_000;
        await engine.work();
        await engine.erase(tenant.id, `r${n % 10}`);
        await pause(1);
      }),
      until(async (n) => {
        const document = { ...routing, label: { "zh-CN": `第 ${n} 版`, en: `edition ${n}` } };
        assert.ok((await engine.define(tenant.id, [{ kind: "table", document }], "t")).ok);
        await pause(5);
      }),
    ];
    const faults: Fault[] = [];
    try {
      for (let i = 0; i < 5; i++) {
        faults.push(...(await engine.verify(tenant.id)).faults);
        await pause(10);
      }
    } finally {
      round.over = true;
      await Promise.all(work);
    }
    assert.equal(faults, []);
    assert.equal((await engine.verify(tenant.id)).faults, []);
    assert.ok(await somethingOfEach(store));
  });

  add("a definition that is published between reading the definitions and reading the tickets is no fault", async ({ store }) => {
    const { engine, reported, done } = await townOn(store);
    let published = false;
    const page: Store["audit"]["page"] = async (...asked) => {
      if (!published) {
        published = true;
        const document = { ...routing, label: { "zh-CN": "新版", en: "new edition" } };
        assert.ok((await engine.define(tenant.id, [{ kind: "table", document }], "t")).ok);
        await done({ type: "file", ticket: await reported() }, "ann");
      }
      return store.audit.page(...asked);
    };
    const late = createEngine({ store: { ...store, audit: { ...store.audit, page } } });
    assert.equal(await late.verify(tenant.id), { tickets: 1, entries: 2, faults: [] });
  });

  add("a page ends early where its tickets have much history, and the next goes on behind it", async ({ store }) => {
    const { reported, done } = await townOn(store);
    const tickets = [await reported(), await reported(), await reported()];
    for (let i = 0; i < 3; i++) await done({ type: "comment", ticket: tickets[0] ?? "", form: { comment: "x" } }, "ann");
    assert.equal(atOnce([{ revision: 9000 }, { revision: 1 }]), [{ revision: 9000 }]);
    assert.equal(atOnce([{ revision: 1 }, { revision: 4999 }, { revision: 1 }]).length, 2);
    const [first, ...rest] = await store.audit.page(tenant.id, "", 1);
    assert.equal([first?.id, first?.entries.length, rest.length], [tickets[0], 4, 0]);
    assert.equal(
      (await store.audit.page(tenant.id, first?.id ?? "", 9)).map(({ id }) => id),
      tickets.slice(1),
    );
    assert.equal(await store.audit.page(tenant.id, tickets[2] ?? "", 9), []);
  });
};

function byCode(faults: readonly Fault[]): readonly string[] {
  return faults.map(({ fault, seq = "", what = "" }) => `${fault} ${seq} ${what}`).toSorted();
}

/** Whether the load had left rows of every kind, so that it proves something. */
async function somethingOfEach(store: Store): Promise<boolean> {
  const kept: KeptTicket[] = [];
  for (let after = ""; ;) {
    const page = await store.audit.page(tenant.id, after, 500);
    if (page.length === 0) break;
    kept.push(...page);
    after = page.at(-1)?.id ?? "";
  }
  const kinds = ["timers", "parts", "units", "texts", "attachments", "decisions", "deliveries"] as const;
  return (
    kinds.every((kind) => kept.some((ticket) => ticket[kind].length > 0)) && kept.some(({ texts }) => texts.some((text) => text.erasedAt))
  );
}
