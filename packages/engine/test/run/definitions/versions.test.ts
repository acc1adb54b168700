import { test } from "uvu";
import * as assert from "uvu/assert";
import { EngineError, type Draft } from "@muster/engine";
import { removeTempFolders } from "../../fixtures/temp.ts";
import { townEngine } from "../../fixtures/town-engine.ts";
import { organisation, person, routing } from "../../fixtures/town.ts";

test.after(removeTempFolders);

const host = { kind: "system", tenant: "town" } as const;
const name = { kind: "table", id: "routing" } as const;
const changed: Draft = {
  kind: "table",
  document: { ...routing, rows: [...routing.rows, { id: "rest", when: ["-", "-"], then: ['"d"', "false"] }] },
};

test("a published version stays as it was, and rolling back publishes it as a new one", async () => {
  const { engine } = await townEngine();
  assert.ok((await engine.define("town", [changed], "ann")).ok);
  assert.equal(
    (await engine.diff("town", name, 1, 2)).map(({ type, place }) => `${type} ${place}`),
    ["added /rows/rest"],
  );
  const back = await engine.rollBack([{ ...name, version: 1 }], host);
  assert.ok(back.ok);
  assert.equal(back.published, [{ ...name, version: 3, changed: true }]);
  assert.equal(await engine.diff("town", name, 1, 3), []);
  assert.equal(
    (await engine.versions("town", name)).map(({ version, author }) => `${version} ${author}`),
    ["1 test", "2 ann", "3 system"],
  );
  const again = await engine.rollBack([{ ...name, version: 1 }], host);
  assert.ok(again.ok && !again.published[0]?.changed);
  const reported = await engine.execute(
    { type: "report", process: "closed-loop", form: { description: "别的", area: "g1" } },
    person("ann"),
  );
  assert.ok(reported.ok);
  const filed = await engine.execute({ type: "file", ticket: reported.ticket.id }, person("ann"));
  assert.ok(filed.ok);
  assert.is(filed.entry.decisions?.find(({ table }) => table.id === "routing")?.table.version, 3, "what is decided goes by it at once");
  await engine.close();
});

test("a roll back to a version whose units are gone is refused in words, and nothing is published", async () => {
  const { engine } = await townEngine();
  assert.ok(
    (await engine.define("town", [{ kind: "table", document: { ...routing, rows: routing.rows.filter(({ id }) => id !== "r3") } }], "ann"))
      .ok,
  );
  const smaller = {
    ...organisation,
    units: organisation.units.filter(({ code }) => code !== "water"),
    people: organisation.people.filter(({ id }) => id !== "wen"),
  };
  assert.ok((await engine.define("town", [{ kind: "organisation", document: smaller }], "ann")).ok);
  const back = await engine.rollBack([{ ...name, version: 1 }], host);
  assert.not.ok(back.ok);
  assert.match((back.findings ?? []).map(({ finding }) => finding.message.en).join(), "water");
  assert.is((await engine.versions("town", name)).length, 2);
  await engine.close();
});

test("a version or a definition that there is not is named", async () => {
  const { engine } = await townEngine();
  const message = (act: Promise<unknown>) =>
    act.then(
      () => "",
      (cause: unknown) => (cause instanceof EngineError ? `${cause.code}: ${cause.message}` : "other"),
    );
  assert.is(
    await message(engine.rollBack([{ ...name, version: 7 }], host)),
    "unknown-version: table/routing has the versions 1 to 1, and no version 7.",
  );
  assert.match(await message(engine.diff("town", { kind: "table", id: "none" }, 1, 2)), "There is no published definition table/none");
  await engine.close();
});

test("who may approve rules may roll them back, and nobody else at work", async () => {
  const { engine } = await townEngine();
  const roles = organisation.roles.map((role) => (role.code === "supervisor" ? { ...role, privileges: ["approve-rules"] } : role));
  assert.ok((await engine.define("town", [changed, { kind: "organisation", document: { ...organisation, roles } }], "host")).ok);
  const refused = await engine.rollBack([{ ...name, version: 1 }], person("hal"));
  assert.ok(!refused.ok && refused.refusal.code === "not-allowed");
  assert.ok((await engine.rollBack([{ ...name, version: 1 }], person("sue"))).ok);
  assert.is((await engine.versions("town", name)).at(-1)?.author, "sue");
  await engine.close();
});

test.run();
