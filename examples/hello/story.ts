// begin
import { closedLoop, readDrafts } from "@muster/engine";
import { given, worldOf } from "@muster/engine/testing";

const drafts = [...(await readDrafts(new URL("definitions", import.meta.url))), ...closedLoop];
const world = worldOf({ id: "town", zone: "Asia/Shanghai", numberPrefix: "H" }, drafts); // throws with what the check finds
const person = (id: string) => ({ kind: "person", tenant: "town", id }) as const;
const report = { type: "report", process: "closed-loop", form: { description: "路灯不亮", area: "grid" } } as const;

const story = given(world)([person("chief"), report], [person("desk"), { type: "file" }]);
console.log(story.when(person("worker"), { type: "sign" }).ok); // true   ← accepted or refused, as a value; no store, no waiting
console.log(story.when(person("desk"), { type: "sign" }).ok); //   false
const able = story.offers(person("worker")).filter((offer) => offer.available); // of those that are not, each says why
console.log(able.some((offer) => offer.command === "sign")); // true
// end
