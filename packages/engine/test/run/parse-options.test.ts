import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ExecuteOptions } from "@muster/engine";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";
import { person } from "../fixtures/town.ts";

test.after(removeTempFolders);

const report = { type: "report", process: "closed-loop", form: { description: "停车", area: "g1" } } as const;

const fails = () => {
  throw new Error("read");
};

test("options that are not what they should be are refused, and nothing is done", async () => {
  const { engine } = await townEngine();
  const odd: readonly unknown[] = [
    null,
    "dryRun",
    true,
    { dryRun: "false" },
    { dryRun: "true" },
    { dryRun: 1 },
    { dryRun: null },
    { key: "" },
    { key: 7 },
    { key: "x".repeat(201) },
    { key: "a\0" },
    Object.defineProperty({}, "dryRun", { get: fails }),
    new Proxy({}, { get: fails }),
  ];
  for (const [i, options] of odd.entries()) {
    const answer = await engine.execute(report, person("che"), options as ExecuteOptions);
    assert.is(answer.ok ? "" : answer.refusal.code, "bad-input", String(i));
  }
  assert.equal(await engine.list(person("che")), []);
  await engine.close();
});

test("an option is read once: what was looked at is what is done", async () => {
  const { engine } = await townEngine();
  let asked = 0;
  const turning = Object.defineProperty({}, "dryRun", { get: () => asked++ === 0 });
  assert.ok((await engine.execute(report, person("che"), turning)).ok);
  assert.equal(await engine.list(person("che")), []);
  await engine.close();
});

test.run();
