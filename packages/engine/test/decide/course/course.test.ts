import { test } from "uvu";
import * as assert from "uvu/assert";
import { beginCourse } from "../../../src/decide/course/course.ts";
import { smallWorld, state, to } from "../../fixtures/small-world.ts";
import { person, tenant } from "../../fixtures/town.ts";

const hour = 3_600_000;

/** A ticket that goes by itself after an hour, where the host's guard lets it, as does its command `ask`; `go` asks nobody. */
function course(holds: () => boolean) {
  const guard = { type: "host" };
  const world = smallWorld(
    {
      initial: "open",
      delays: { soon: { amount: 1, unit: "urgent-hour" } },
      states: {
        open: state("open", "handle", {
          on: { go: to("done", ["chief"]), ask: to("done", ["chief"], { guard }) },
          after: { soon: { target: "done", guard } },
        }),
        done: state("done", "close", { type: "final" }),
      },
    },
    { host: { version: "1", holds } },
  );
  const begun = beginCourse({ tenant: tenant.id, world: () => world, other: () => undefined, most: 10 });
  const report = { type: "report", process: "small", form: { description: "停车", area: "g1" } } as const;
  assert.ok(begun.send(report, person("che"), 0).ok);
  const send = (type: string, now: number) => begun.send({ type, ticket: begun.ticket()?.id ?? "" }, person("che"), now);
  return { ...begun, send };
}

test("what falls due happens at its instant, before the command that comes after it", () => {
  const { send, happened, wait } = course(() => true);
  const late = send("go", 2 * hour);
  assert.is(!late.ok && late.refusal.code, "not-now");
  assert.equal(
    happened.map(({ entry: { type, at }, automatic }) => [type, at / hour, automatic]),
    [
      ["report", 0, false],
      ["timer", 1, true],
    ],
  );
  assert.ok(wait(5 * hour));
});

test("a guard of the host that fails refuses its own command, leaves its timer waiting, and stands in nobody's way", () => {
  const { send, happened } = course(() => {
    throw new Error("the host's fault");
  });
  const asked = send("ask", 0);
  assert.is(!asked.ok && asked.refusal.code, "condition-not-met");
  assert.ok(send("go", 2 * hour).ok);
  assert.equal(
    happened.map(({ entry: { type } }) => type),
    ["report", "go"],
  );
});

test.run();
