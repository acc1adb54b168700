import { Command } from "commander";
import { createRequire } from "node:module";
import { addGlobalOptions } from "./global-options.ts";
import { helpLayout } from "./help-layout.ts";
import { exitText, firstSteps } from "./help-texts.ts";
import { beginInvocation, type Invocation } from "./invocation.ts";
import type { Io } from "./io.ts";
import type { Language } from "@muster/engine";
import { translate } from "./translate.ts";

/** The program without its commands: global options, help in the language of the run, and no exit of its own. */
export function createProgram(io: Io, language: Language): { readonly program: Command; readonly invocation: Invocation } {
  const program = new Command("muster");
  const invocation = beginInvocation(program, io, language);
  const t = translate(program);
  const { version } = createRequire(import.meta.url)("../../package.json") as { readonly version: string };
  program
    .exitOverride()
    .configureOutput({
      writeOut: invocation.stdout.write,
      // What went wrong is said once, in the language of the run, by whoever catches it.
      writeErr: () => {},
      getOutHelpWidth: () => invocation.stdout.columns ?? 100,
    })
    .configureHelp(helpLayout(language))
    .description(
      t(
        "闭环案卷：每一件上报都要分类、派遣、处置、核查、结案。",
        "Closed-loop tickets: every report is classified, dispatched, handled, verified and closed.",
      ),
    )
    .helpOption("-h, --help", t("显示帮助", "show this help"))
    .helpCommand("help [command]", t("显示某条命令的帮助", "show the help of a command"))
    .version(version, "--version", t("显示版本", "show the version"));
  addGlobalOptions(program);
  program.addHelpText("after", () => `\n${firstSteps(language)}`);
  program.addHelpText("afterAll", () => `\n${exitText(language)}`);
  return { program, invocation };
}
