import { test } from "uvu";
import * as assert from "uvu/assert";
import { settable } from "../../../src/definitions/form.ts";
import { ticketShape } from "../../../src/definitions/check/ticket-shape.ts";
import { findings, found, label, open } from "./small-process.ts";

const asking = (form: object) => findings((d) => (open(d)["on"].finish.meta.form = form));

test("no form sets what only the engine may: a field of the name of such an attribute is refused", () => {
  const reserved = Object.keys(ticketShape).filter((name) => !Object.hasOwn(settable, name));
  assert.ok(["handlers", "returned", "state", "history", "revision", "texts"].every((name) => reserved.includes(name)));
  for (const name of reserved) {
    assert.equal(asking({ [name]: { type: "string", label } }), [`reserved-field /states/open/on/finish/meta/form/${name}`], name);
  }
  const [said] = found((d) => (d["meta"].report.form = { handlers: { type: "text", label } }));
  assert.is(said?.place, "/meta/report/form/handlers");
  assert.match(said?.message.en ?? "", /handlers .* another name/);
});

test("a form sets the attributes it may, by fields of their types", () => {
  for (const [name, type] of Object.entries(settable)) assert.equal(asking({ [name]: { type, label } }), [], name);
  assert.equal(asking({ owner: { type: "text", label } }), ["field-type /states/open/on/finish/meta/form/owner/type"]);
});

test("a field has a plain name that no object brings along", () => {
  for (const name of ["constructor", "toString", "hasOwnProperty", "valueOf", "Owner", "a b", "1st", "_x", "a".repeat(65)]) {
    assert.equal(
      asking({ [name]: { type: "string", label } }),
      [`shape /states/open/on/finish/meta/form/${name.replaceAll("/", "~1")}`],
      name,
    );
  }
  for (const name of ["x", "handledBy", "a1-b", "a".repeat(64)]) assert.equal(asking({ [name]: { type: "string", label } }), [], name);
  const form = JSON.parse('{"__proto__":{"type":"string"}}') as object;
  assert.equal(asking(form), ["misshapen /states/open/on/finish/meta/form"]);
});

test("a counter has a plain name that no object brings along", () => {
  const counting = (counter: unknown) => findings((d) => (open(d)["exit"] = { type: "count", params: { counter } }));
  for (const counter of ["__proto__", "constructor", "toString", "hasOwnProperty", "", "A", 3]) {
    assert.ok(counting(counter).every((each) => each.startsWith("action-params /states/open/exit/params")) && counting(counter).length > 0);
  }
  assert.equal(counting("rework"), []);
  const [said] = found((d) => (open(d)["exit"] = { type: "count", params: { counter: "constructor" } }));
  assert.match(said?.message["zh-CN"] ?? "", /任何对象都自带/);
  assert.match(said?.message.en ?? "", /every object has/);
});

test("what a process does not define is not found on what every object has", () => {
  assert.equal(
    findings((d) => (open(d)["after"] = { constructor: { target: "done" } })),
    ["unknown-delay /states/open/after/constructor"],
  );
  assert.equal(
    findings((d) => (open(d)["on"].finish.guard = "constructor")),
    ["unknown-guard /states/open/on/finish/guard"],
  );
  assert.equal(
    findings((d) => (d["meta"].delays.till = { field: "constructor" })),
    ["shape /meta/delays/till/field"],
  );
  assert.equal(
    findings((d) => (open(d)["on"].constructor = open(d)["on"].finish)),
    ["command-name /states/open/on/constructor"],
  );
  assert.equal(
    findings((d) => (d["states"].constructor = { type: "final" })).map((each) => each.split(" ")[0]),
    ["shape"],
  );
});

test.run();
