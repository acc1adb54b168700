import type { ReportCommand } from "@muster/engine";
import type { Command } from "commander";
import { requireActor } from "../choose-actor.ts";
import { writing } from "../context.ts";
import { addFormOptions, type FormOptions } from "../form-options.ts";
import { instantOption } from "../parse-instant.ts";
import { parsePoint } from "../parse-point.ts";
import { printAnswer } from "../print-answer.ts";
import { readAttachment } from "../read-attachment.ts";
import { readForm } from "../read-form.ts";
import { translate } from "../translate.ts";

interface Options extends FormOptions {
  readonly process?: string;
  readonly source?: string;
  readonly sourceKey?: string;
  readonly reporter?: string;
  readonly point?: string;
}

/** `muster report`: a new ticket. */
export function reportCommand(program: Command): void {
  const t = translate(program);
  const command = program
    .command("report")
    .description(t("上报：新建一件案卷", "report something: a new ticket"))
    .option("--process <id>", t("流程（默认 closed-loop）", "the process (default: closed-loop)"))
    .option("--source <source>", t("来源，如 12345、grid", "where it comes from, such as 12345 or grid"))
    .option("--source-key <key>", t("来源方的编号；同一编号只受理一次", "the source's own id for it; each is taken once"))
    .option("--reporter <id>", t("上报人编号", "the reporter's id"))
    .option("--point <lng,lat>", t("位置：WGS 84 经度,纬度", "where, in WGS 84 degrees"));
  addFormOptions(command).action(
    writing(async (context, called) => {
      const actor = requireActor(context.tenant.id, context.options.as);
      const options = called.opts<Options>();
      const process = options.process ?? "closed-loop";
      const world = await context.engine.world(context.tenant.id);
      const spec = world.process(process)?.document.meta.report?.form ?? {};
      const asked: ReportCommand = {
        type: "report",
        process,
        ...(options.source !== undefined && { source: options.source }),
        ...(options.sourceKey !== undefined && { sourceKey: options.sourceKey }),
        ...(options.reporter !== undefined && { reporter: options.reporter }),
        ...(options.point !== undefined && { point: parsePoint("--point", options.point) }),
        ...(options.at !== undefined && { at: await instantOption("--at", options.at) }),
        form: await readForm(context.options.invocation.io, spec, options),
        ...(options.attach && { attachments: await Promise.all(options.attach.map(readAttachment)) }),
      };
      const dryRun = options.dryRun === true;
      return printAnswer(context, await context.engine.execute(asked, actor, { key: options.key, dryRun }), dryRun);
    }),
  );
}
