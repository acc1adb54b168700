import { test } from "uvu";
import * as assert from "uvu/assert";
import { person, tenant } from "../fixtures/town.ts";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";

test.after(removeTempFolders);

test("a handler that never answers fails in time to have it recorded, and the engine can still be closed", async () => {
  const { engine } = await townEngine({ handlers: { "in-app": () => new Promise(() => {}) } });
  const answer = await engine.execute({ type: "report", process: "closed-loop", form: { description: "停车", area: "g1" } }, person("che"));
  assert.ok(answer.ok && (await engine.execute({ type: "file", ticket: answer.ticket.id }, person("ann"))).ok);
  assert.is((await engine.work()).attempts, 1);
  assert.match((await engine.deliveries(tenant.id, "pending"))[0]?.error ?? "", "no answer within 15 s");
  await engine.close();
});

test.run();
