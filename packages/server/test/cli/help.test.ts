import { test } from "uvu";
import * as assert from "uvu/assert";
import { commands } from "../../src/cli/commands.ts";
import { displayWidth } from "../../src/cli/display-width.ts";
import { exitCodes } from "../../src/cli/exit-code.ts";
import { createProgram } from "../../src/cli/program.ts";
import { run } from "./run.ts";

const io = { stdout: process.stdout, stderr: process.stderr, env: {} };
const english = createProgram(io, "en").program;
const chinese = createProgram(io, "zh-CN").program;
for (const load of Object.values(commands)) for (const program of [english, chinese]) (await load())(program);

/** What every command, argument and option beneath a command is described as. */
const described = (program: typeof english): readonly (readonly [name: string, description: string])[] => [
  ...program.options.map((option) => [option.flags, option.description] as const),
  ...program.commands.flatMap((command) => [
    [command.name(), command.description()] as const,
    ...command.registeredArguments.map((argument) => [`${command.name()} <${argument.name()}>`, argument.description] as const),
    ...described(command).map(([name, description]) => [`${command.name()} ${name}`, description] as const),
  ]),
];

test("every command, argument and option is described in Chinese and in English", () => {
  const [en, zh] = [described(english), described(chinese)];
  assert.ok(en.length > 50);
  assert.equal(
    zh.map(([name]) => name),
    en.map(([name]) => name),
  );
  for (const [name, description] of zh) assert.match(description, /\p{Script=Han}/u, name);
  for (const [name, description] of en) assert.match(description, /^[ -~]*[A-Za-z]{2}[ -~]*$/, name);
});

for (const name of ["", ...Object.keys(commands)]) {
  test(`muster ${name} --help names every exit code, and fits the width of the terminal in both languages`, async () => {
    for (const lang of ["en", "zh-CN"]) {
      const stdout = (await run([...(name === "" ? [] : [name]), "--help", "--lang", lang])).stdout;
      for (const code of Object.values(exitCodes)) assert.match(stdout, new RegExp(`^ {2}${code} {2}\\S`, "m"));
      for (const line of stdout.split("\n")) {
        assert.ok(displayWidth(line) <= 100, line);
      }
    }
  });
}

test("the first steps are aligned by what the terminal shows", async () => {
  for (const [lang, descriptions] of [
    ["en", ["create the database, publish the definitions", "its whole story", "what this person"]],
    ["zh", ["创建数据库并发布其中", "案卷的来龙去脉，以及", "此人现在"]],
  ] as const) {
    const lines = (await run(["--help", "--lang", lang])).stdout.split("\n").filter((line) => line.startsWith("  muster "));
    const places = descriptions.map((text) => lines.map((line) => [line, line.indexOf(text)] as const).find(([, at]) => at > 0));
    assert.is(new Set(places.map((found) => displayWidth((found?.[0] ?? "").slice(0, found?.[1])))).size, 1);
  }
});

test.run();
