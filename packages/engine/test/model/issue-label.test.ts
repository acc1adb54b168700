import * as z from "zod";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { issueLabel, rule } from "../../src/model/issue-label.ts";

type Issue = z.core.$ZodIssue;

/** An input that each code of zod's is raised by; `satisfies` fails to compile where zod brings a new one. */
const examples = {
  invalid_type: [
    [z.string(), 3],
    [z.array(z.string()), undefined],
    [z.int(), 1.5],
    [z.boolean(), null],
    [z.date(), "x"],
  ],
  invalid_value: [
    [z.enum(["a", "b"]), "c"],
    [z.literal("a"), undefined],
    [z.literal(2), 3],
  ],
  too_small: [
    [z.string().min(1), ""],
    [z.array(z.string()).min(2), []],
    [z.number().min(-180), -181],
    [z.number().positive(), 0],
    [z.string().length(2), "a"],
  ],
  too_big: [
    [z.string().max(1), "ab"],
    [z.number().max(1), 2],
    [z.number().lt(1), 1],
    [z.array(z.string()).length(1), ["a", "b"]],
  ],
  invalid_format: [
    [z.string().regex(/^a$/), "b"],
    [z.email(), "b"],
  ],
  not_multiple_of: [[z.number().multipleOf(5), 3]],
  unrecognized_keys: [[z.strictObject({}), { colour: 1, size: 2 }]],
  invalid_union: [
    [z.union([z.string(), z.number()]), true],
    [z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") })]), { kind: "b" }],
  ],
  invalid_key: [[z.record(z.string().max(1), z.string()), { ab: "" }]],
  invalid_element: [[z.map(z.object({}), z.string()), new Map([[{}, 1]])]],
  custom: [
    [z.string().refine(() => false), "a"],
    [z.string().refine(() => false, rule("须有空格", "it needs a space")), "a"],
  ],
} satisfies Record<Issue["code"], readonly (readonly [z.ZodType, unknown])[]>;

for (const [code, tries] of Object.entries(examples)) {
  test(`what zod calls ${code} is said in Chinese and in English`, () => {
    for (const [schema, input] of tries) {
      const issue = issueOf(schema, input);
      assert.is(issue.code, code);
      const { "zh-CN": zh, en } = issueLabel(issue);
      assert.match(zh, /\p{Script=Han}/u);
      assert.match(en, /^[ -~]+$/);
      assert.not.match(en, "undefined");
      assert.not.match(zh, /Invalid|expected|undefined/);
    }
  });
}

const sentences = [
  { schema: z.string(), input: undefined, zh: "缺少此项，应为文字", en: "it is missing; a text belongs here" },
  { schema: z.string(), input: 3, zh: "应为文字，而不是数字", en: "a text belongs here, not a number" },
  { schema: z.enum(["a", "b"]), input: "c", zh: "应为 a、b 之一", en: "it must be one of a, b" },
  { schema: z.literal("a"), input: "c", zh: "应为 a", en: "it must be a" },
  { schema: z.string().min(1), input: "", zh: "不能为空", en: "it must not be empty" },
  { schema: z.number().max(180), input: 181, zh: "不得大于 180", en: "it must be at most 180" },
  { schema: z.string().refine(() => false, rule("须有空格", "it needs a space")), input: "a", zh: "须有空格", en: "it needs a space" },
  {
    schema: z.record(z.string().max(1), z.string()),
    input: { ab: "" },
    zh: "键不合要求：至多 1 个字符",
    en: "the key does not fit: it takes at most 1 character",
  },
];
for (const { schema, input, zh, en } of sentences) {
  test(`"${en}" is "${zh}"`, () => assert.equal(issueLabel(issueOf(schema, input)), { "zh-CN": zh, en }));
}

function issueOf(schema: z.ZodType, input: unknown): Issue {
  const [issue] = schema.safeParse(input, { reportInput: true }).error?.issues ?? [];
  if (!issue) throw new Error("the example fits its schema");
  return issue;
}

test.run();
