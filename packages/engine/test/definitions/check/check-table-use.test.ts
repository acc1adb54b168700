import { test } from "uvu";
import * as assert from "uvu/assert";
import { classification, routing } from "../../fixtures/town.ts";
import { found, go, label, open, type Loose } from "./small-process.ts";

const asks = (action: string, table = action === "classify" ? "classification" : "routing") => ({ type: action, params: { table } });

/** What is said of a process that classifies and routes on entry, by these tables. */
function saying(tables: readonly Loose[], spoil: (document: Loose) => void = () => {}): readonly string[] {
  const heard = found((d) => {
    d["meta"].report.form = { description: { type: "text", label }, speed: { type: "number", label }, where: { type: "units", label } };
    open(d)["entry"] = [asks("classify"), asks("route")];
    spoil(d);
  }, tables);
  return heard.map(({ severity, code, place, message }) => `${severity} ${code} ${place} ${message.en}`);
}

function spoilt(table: object, spoil: (table: Loose) => void): Loose {
  const copy: Loose = structuredClone(table);
  spoil(copy);
  return copy;
}

const input = (name: string, type: string) => (table: Loose) => void (table["inputs"][0] = { name, label, type });
const blank = (table: Loose) => table["rows"].forEach((row: Loose) => (row["when"][0] = "-"));
const output = (at: number, change: object) => (table: Loose) => void Object.assign(table["outputs"][at], change);
const answers = (at: number, text: string) => (table: Loose) => table["rows"].forEach((row: Loose) => (row["then"][at] = text));

interface Case {
  readonly name: string;
  readonly of?: object;
  readonly spoil: (table: Loose) => void;
  readonly says: readonly string[];
}

const [classifies, routes] = ["error CODE /states/open/entry/0/params/table", "error CODE /states/open/entry/1/params/table"];

const cases: readonly Case[] = [
  {
    name: "an input that is misspelt",
    spoil: (t) => (t["inputs"][0].name = "categry"),
    says: ["table-input", "whose input categry is no attribute", "did you mean category?"],
  },
  {
    name: "an input named like a text, misspelt",
    of: classification,
    spoil: (t) => (t["inputs"][1].name = "descripton"),
    says: ["table-input", "whose input descripton is", "did you mean description?"],
  },
  {
    name: "an input like nothing there is",
    spoil: (t) => (blank(t), input("weather", "string")(t)),
    says: ["table-input", "whose input weather is", "there are tenant, id, ", "description, speed"],
  },
  {
    name: "a tier read as a string",
    spoil: (t) => {
      t["inputs"][1].type = "string";
      t["rows"].forEach((row: Loose) => (row["when"][1] = "-"));
    },
    says: ["table-input-type", "input tier is of the type string, while the tier of a ticket is of the type tier: make the input number."],
  },
  {
    name: "a category read as a mere string",
    spoil: (t) => (t["inputs"][0].type = "string"),
    says: ["table-input-type", "input category is of the type string", "make the input category."],
  },
  {
    name: "an instant read as a date",
    spoil: (t) => (blank(t), input("due", "date")(t)),
    says: ["table-input-type", "the due of a ticket is of the type instant: make the input number."],
  },
  {
    name: "a list of units",
    spoil: (t) => (blank(t), input("where", "unit")(t)),
    says: ["table-input-type", "the where of a ticket is of the type units: it is no single value"],
  },
  {
    name: "a record",
    spoil: (t) => (blank(t), input("counts", "number")(t)),
    says: ["table-input-type", "the counts of a ticket is a list or a record: it is no single value"],
  },
  {
    name: "an output that is misspelt, said once",
    spoil: output(0, { name: "ownr" }),
    says: ["table-output", "does not read the output ownr", "did you mean owner? It reads owner, coHandlers, auto"],
  },
  {
    name: "an output that nobody reads",
    of: classification,
    spoil: output(0, { name: "severity", type: "string" }),
    says: ["table-output", "output severity of the rule table classification: It reads category, tier, priority, standard"],
  },
  {
    name: "no owner at all",
    spoil: (t) => {
      t["outputs"].shift();
      t["rows"].forEach((row: Loose) => row["then"].shift());
    },
    says: ["no-table-output", "add the output owner of the type unit."],
  },
  {
    name: "an owner that is a string",
    spoil: output(0, { type: "string" }),
    says: ["table-output-type", "reads the output owner of the rule table routing as unit, and the table says string"],
  },
  {
    name: "a category that is a string",
    of: classification,
    spoil: output(0, { type: "string" }),
    says: ["table-output-type", "reads the output category of the rule table classification as category"],
  },
  {
    name: "a tier there is not",
    of: classification,
    spoil: (t) => {
      delete t["outputs"][1].values;
      t["rows"][0].then[1] = "7";
      t["rows"][2].then[1] = "3 + 1";
    },
    says: ["table-output-value", "answers 7 in c1, c3, and the action classify takes only 1, 2, 3"],
  },
  {
    name: "a tier there is not, as the default",
    of: classification,
    spoil: (t) => {
      output(1, { values: undefined, default: "0" })(t);
      output(0, { default: "null" })(t);
      output(2, { default: "null" })(t);
    },
    says: ["table-output-value", "answers 0 in default"],
  },
  {
    name: "a table of another purpose",
    of: classification,
    spoil: (t) => (t["purpose"] = "routing"),
    says: ["table-purpose", "needs a rule table of the purpose classification, and classification is of the purpose routing"],
  },
  {
    name: "a policy that answers a number alone",
    spoil: (t) => {
      Object.assign(t, { hitPolicy: "collect", aggregator: "count", outputs: t["outputs"].slice(0, 1) });
      t["rows"].forEach((row: Loose) => row["then"].pop());
    },
    says: ["table-result", "The hit policy collect count of the rule table routing answers a number alone"],
  },
];

for (const { name, of = routing, spoil, says } of cases) {
  test(`a process whose table does not fit is refused: ${name}`, () => {
    const [code = "", ...words] = says;
    const [said = "", ...more] = saying([spoilt(of, spoil)]);
    assert.equal(more, []);
    assert.ok(said.startsWith((of === routing ? routes : classifies).replace("CODE", code)), said);
    for (const word of words) assert.ok(said.includes(word), said);
  });
}

test("tables that fit are taken: fields, texts, the filed standard's code, computed tiers, lists of hits, no answer", () => {
  const fitting = [
    () => {},
    (t: Loose) => (blank(t), input("speed", "number")(t)),
    (t: Loose) => (blank(t), input("description", "text")(t)),
    (t: Loose) => (blank(t), input("description", "string")(t)),
    (t: Loose) => (blank(t), input("standard", "string")(t)),
    (t: Loose) => (blank(t), input("area", "unit")(t)),
    (t: Loose) => (t["hitPolicy"] = "rule-order"),
    (t: Loose) => (t["hitPolicy"] = "collect"),
  ];
  for (const spoil of fitting) assert.equal(saying([spoilt(routing, spoil)]), []);
  for (const tier of ["null", "if category = null then 1 else 2", "2 + 1"])
    assert.equal(saying([spoilt(classification, answers(1, tier))]), [], tier);
});

test("what is said of a table is said once, where the process first asks it", () => {
  const again = (d: Loose) => (open(d)["on"].again = go("open", { actions: [asks("route")] }));
  assert.is(saying([spoilt(routing, output(0, { type: "string" }))], again).length, 1);
});

test("a field that two forms ask for differently has no fitting input", () => {
  const twice = (type: string) => (d: Loose) => (open(d)["on"].say = go("open", {}, { form: { speed: { type, label } } }));
  const reads = [spoilt(routing, (t) => (blank(t), input("speed", "number")(t)))];
  assert.equal(saying(reads, twice("number")), []);
  assert.match(saying(reads, twice("string"))[0] ?? "", "no input takes them all");
});

test.run();
