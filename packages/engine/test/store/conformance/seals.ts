import { createHash, generateKeyPairSync, verify as verifySignature } from "node:crypto";
import type { Fault, SignedSeal } from "@muster/engine";
import * as assert from "uvu/assert";
import { canonical } from "../../../src/model/canonical.ts";
import { chain, noHead } from "../../../src/run/hash.ts";
import { makeSeal } from "../../../src/run/seal/seal.ts";
import { tenant } from "../../fixtures/town.ts";
import type { Harness, Section } from "./harness.ts";
import { townOn, type TownEngine } from "./town-engine.ts";

const pair = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
};
const { key, publicKey } = pair();

/** The feed, and what seals find that no chain can. */
export const seals: Section = (add) => {
  add("the feed tells a tenant's entries in the order of commits, a page at a time, and no other tenant's", async ({ store }) => {
    const { reported, done, engine } = await townOn(store);
    await engine.setTenant({ id: "other", zone: "UTC", numberPrefix: "O" });
    const [a, b] = [await reported(), await reported()];
    for (const ticket of [b, a]) await done({ type: "comment", ticket, form: { comment: "x" } }, "ann");
    const feed = await store.journal.feed(tenant.id, 0, 9);
    assert.equal(
      feed.map(({ ticket, seq }) => [ticket, seq]),
      [
        [a, 1],
        [b, 1],
        [b, 2],
        [a, 2],
      ],
    );
    const [first, second, ...rest] = feed;
    assert.equal(await store.journal.feed(tenant.id, 0, 2), [first, second]);
    assert.equal(await store.journal.feed(tenant.id, second?.position ?? 0, 9), rest);
    assert.equal(await store.journal.feed(tenant.id, feed.at(-1)?.position ?? 0, 9), []);
    assert.equal(await store.journal.feed("other", 0, 9), []);
    assert.is(feed[3]?.hash, (await store.journal.of(tenant.id, a))[1]?.hash);
  });

  add("a seal is what its documentation says: anyone can make the hash and check the signature", async ({ store }) => {
    const { engine, reported, clock } = await townOn(store);
    for (let i = 0; i < 3; i++) await reported();
    const { signature, ...seal } = await engine.seal(tenant.id, { key });
    let head = "";
    for (const { position, ticket, seq, hash } of await store.journal.feed(tenant.id, 0, 9))
      head = createHash("sha256").update(`${head}\n${position} ${ticket} ${seq} ${hash}`).digest("hex");
    const { position = 0 } = (await store.journal.feed(tenant.id, 0, 9)).at(-1) ?? {};
    assert.equal(seal, { format: 1, tenant: "town", at: clock.now, position, entries: 3, head });
    assert.ok(verifySignature(null, Buffer.from(canonical(seal)), publicKey, Buffer.from(signature, "base64")));
  });

  add("a seal that goes on from the one before says the same as one from the start, and reads only what is new", async ({ store }) => {
    const { engine, reported } = await townOn(store);
    const empty = await engine.seal(tenant.id, { key });
    assert.equal([empty.position, empty.entries, empty.head], [0, 0, ""]);
    await reported();
    const first = await engine.seal(tenant.id, { key, previous: empty });
    await reported();
    assert.equal(await engine.seal(tenant.id, { key, previous: first }), await engine.seal(tenant.id, { key }));
    const asked: number[] = [];
    const watched = {
      ...store,
      journal: {
        ...store.journal,
        feed: (of: string, after: number, limit: number) => (asked.push(after), store.journal.feed(of, after, limit)),
      },
    };
    await makeSeal(watched, tenant.id, 1, { key, previous: first });
    assert.equal(asked, [first.position]);
  });

  add("seals find what a chain cannot: a deleted ticket, a cut tail, a rewritten journal, a backdated insertion", async (harness) => {
    for (const { name, damage } of undetectable) {
      const { engine, sealed, tickets } = await sealedTown(harness);
      assert.equal(await sealFaults(engine, sealed), []);
      await damage(harness, tickets);
      const { faults, seals: compared } = await engine.verify(tenant.id, { seals: sealed, publicKey });
      assert.is(compared, 3);
      assert.equal(
        faults.filter(({ fault }) => fault.startsWith("seal")).map(({ fault }) => fault),
        ["seal-differs"],
        name,
      );
      assert.equal(
        faults.filter(({ fault }) => !fault.startsWith("seal")),
        [],
        `${name} was found without a seal`,
      );
      await wipe(harness);
    }
  });

  add("a change is told between the two seals where it was made; what came before and after still fits", async (harness) => {
    const { engine, sealed, tickets } = await sealedTown(harness);
    await rewrite(harness, tickets[2] ?? "");
    const [, second, third] = sealed;
    assert.equal(await sealFaults(engine, sealed), [{ fault: "seal-differs", what: `${(second?.position ?? 0) + 1}–${third?.position}` }]);
    assert.equal(await sealFaults(engine, sealed.slice(0, 2)), []);
  });

  add("a forged seal, seals out of order, another key and no seal at all are each found", async (harness) => {
    const { engine, sealed } = await sealedTown(harness);
    const [first, second, third] = sealed;
    assert.ok(first && second && third);
    const forged = { ...second, entries: second.entries - 1 };
    assert.equal(await sealFaults(engine, [first, forged, third]), [{ fault: "seal-forged", what: String(second.position) }]);
    assert.equal(await sealFaults(engine, [{ ...first, signature: "" }]), [{ fault: "seal-forged", what: String(first.position) }]);
    assert.equal(await sealFaults(engine, [first, third, second]), [{ fault: "seal-order", what: String(second.position) }]);
    assert.equal(await sealFaults(engine, []), [{ fault: "seal-missing", what: tenant.id }]);
    assert.equal(
      (await engine.checkSeals(tenant.id, sealed, pair().publicKey)).map(({ fault }) => fault),
      Array(3).fill("seal-forged"),
    );
    await engine.setTenant({ id: "other", zone: "UTC", numberPrefix: "O" });
    assert.equal(
      (await engine.checkSeals("other", [first], publicKey)).map(({ fault }) => fault),
      ["seal-forged"],
      "a seal of another tenant",
    );
  });

  add(
    "a key that is none, or of another kind, is refused without a word of it; so is a previous seal of another tenant",
    async (harness) => {
      const { engine, sealed } = await sealedTown(harness);
      const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
      const wrong = rsa.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
      for (const bad of ["", "secret", publicKey, wrong]) {
        const failure = await engine.seal(tenant.id, { key: bad }).catch((cause: unknown) => cause as Error & { readonly code: string });
        assert.ok(failure instanceof Error);
        assert.is(failure.code, "bad-key");
        assert.is(failure.cause, undefined);
        if (bad !== "") assert.not.ok(failure.message.includes(bad.split("\n")[1] ?? bad));
      }
      await engine.setTenant({ id: "other", zone: "UTC", numberPrefix: "O" });
      const codeOf = (act: Promise<unknown>) =>
        act.then(
          () => "",
          (cause: { readonly code: string }) => cause.code,
        );
      const [previous] = sealed;
      assert.ok(previous);
      assert.is(await codeOf(engine.seal("other", { key, previous })), "bad-seal");
      assert.is(await codeOf(engine.seal("nowhere", { key })), "unknown-tenant");
      assert.is(await codeOf(engine.verify(tenant.id, { seals: sealed })), "bad-key");
      assert.is(await codeOf(engine.checkSeals(tenant.id, sealed, "nonsense")), "bad-key");
    },
  );

  add("seals made while work goes on all fit afterwards", async ({ store }) => {
    const { engine, done, reported } = await townOn(store);
    const tickets = await Promise.all(Array.from({ length: 6 }, () => reported()));
    const round = { over: false };
    const work = tickets.map(async (ticket) => {
      while (!round.over) await done({ type: "comment", ticket, form: { comment: "again" } }, "ann");
    });
    const made: SignedSeal[] = [];
    const faults: Fault[] = [];
    for (let i = 0; i < 10; i++) {
      const previous = made.at(-1);
      made.push(await engine.seal(tenant.id, { key, ...(previous && { previous }) }));
      faults.push(...(await engine.checkSeals(tenant.id, made, publicKey)));
      await reported();
    }
    round.over = true;
    await Promise.all(work);
    assert.equal(faults, []);
    assert.equal((await engine.verify(tenant.id, { seals: made, publicKey })).faults, []);
    assert.ok((made.at(-1)?.entries ?? 0) > (made[0]?.entries ?? 0));
  });
};

interface Undetectable {
  readonly name: string;
  readonly damage: (harness: Harness, tickets: readonly string[]) => Promise<void>;
}

/** What somebody who may write the database can do so that everything in it still agrees. */
const undetectable: readonly Undetectable[] = [
  { name: "a ticket deleted with all its rows", damage: (harness, [, ticket = ""]) => forget(harness, ticket) },
  {
    name: "the last ticket deleted with all its rows, and its number taken back",
    damage: async (harness, tickets) => {
      await forget(harness, tickets.at(-1) ?? "");
      await harness.raw("UPDATE tenant SET last_number = last_number - 1");
    },
  },
  { name: "an entry rewritten, its chain and its ticket made to fit", damage: (harness, [ticket = ""]) => rewrite(harness, ticket) },
  { name: "a tail cut, the ticket set back to what it was", damage: (harness, [ticket = ""]) => cutTail(harness, ticket) },
  {
    name: "two entries that changed places",
    damage: async (harness, [ticket = ""]) => {
      const column = (await isPostgres(harness)) ? "feed" : "position";
      const at = async (seq: number) =>
        Number((await harness.raw(`SELECT ${column} AS n FROM journal WHERE ticket = '${ticket}' AND seq = ${seq}`))[0]?.["n"]);
      const [first, second] = [await at(1), await at(2)];
      const move = (from: number, to: number) => harness.raw(`UPDATE journal SET ${column} = ${to} WHERE ${column} = ${from}`);
      await move(first, 1_000_000);
      await move(second, first);
      await move(1_000_000, second);
    },
  },
];

/** Three tickets, each with a remark, sealed after each. */
async function sealedTown(harness: Harness) {
  const { engine, reported, done } = await townOn(harness.store);
  const [tickets, sealed]: [string[], SignedSeal[]] = [[], []];
  for (let i = 0; i < 3; i++) {
    const ticket = await reported({ area: i === 2 ? "g2" : "g1" });
    await done({ type: "comment", ticket, form: { comment: `remark ${i}` } }, "ann");
    tickets.push(ticket);
    const previous = sealed.at(-1);
    sealed.push(await engine.seal(tenant.id, { key, ...(previous && { previous }) }));
  }
  return { engine, tickets, sealed };
}

function sealFaults(engine: TownEngine["engine"], sealed: readonly SignedSeal[]): Promise<readonly Fault[]> {
  return engine.checkSeals(tenant.id, sealed, publicKey);
}

const beside = [
  "journal",
  "part",
  "ticket_unit",
  "timer",
  "text",
  "attachment",
  "decision",
  "delivery",
  "answer",
  "likeness",
  "likeness_word",
];

async function forget({ raw }: Harness, ticket: string): Promise<void> {
  for (const table of beside) await raw(`DELETE FROM ${table} WHERE ticket = '${ticket}'`);
  await raw(`DELETE FROM ticket WHERE id = '${ticket}'`);
}

/** Somebody else is made the author of the remark, and every hash after it recomputed. */
async function rewrite({ raw, store }: Harness, ticket: string): Promise<void> {
  let head = noHead;
  for (const { seq, body } of await store.journal.of(tenant.id, ticket)) {
    const changed = seq === 2 ? body.replace('"id":"ann"', '"id":"dan"') : body;
    head = chain(head, changed);
    await raw(`UPDATE journal SET entry = '${changed}', hash = '${head}' WHERE ticket = '${ticket}' AND seq = ${seq}`);
  }
  await raw(`UPDATE ticket SET head = '${head}' WHERE id = '${ticket}'`);
}

/** The remark never was. */
async function cutTail({ raw, store }: Harness, ticket: string): Promise<void> {
  const [first] = await store.journal.of(tenant.id, ticket);
  const [entry] = [
    JSON.parse(first?.body ?? "{}") as { readonly set: unknown; readonly form: { readonly description: { readonly text: string } } },
  ];
  await raw(`DELETE FROM journal WHERE ticket = '${ticket}' AND seq = 2`);
  await raw(`DELETE FROM text WHERE ticket = '${ticket}' AND id <> '${entry.form.description.text}'`);
  await raw(`UPDATE ticket SET document = '${canonical(entry.set)}', head = '${first?.hash}', revision = 1 WHERE id = '${ticket}'`);
}

async function wipe({ raw }: Harness): Promise<void> {
  for (const table of [...beside, "ticket", "definition", "tenant", "person"]) await raw(`DELETE FROM ${table}`);
}

async function isPostgres({ raw }: Harness): Promise<boolean> {
  try {
    await raw("SELECT feed FROM journal LIMIT 1");
    return true;
  } catch {
    return false;
  }
}
