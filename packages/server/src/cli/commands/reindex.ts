import type { Command } from "commander";
import { writing } from "../context.ts";
import { countOf } from "../count-of.ts";
import { exitCodes } from "../exit-code.ts";
import { label } from "../label.ts";
import { translate } from "../translate.ts";

/** `muster reindex`: makes anew what duplicates are found by. */
export function reindexCommand(program: Command): void {
  const t = translate(program);
  program
    .command("reindex")
    .description(
      t(
        "重建查重记录（升级自没有此功能的版本之后，或校验要求时）；可重复运行",
        "make anew what duplicates are found by (after upgrading from a version without it, or where verify says so); safe to run again",
      ),
    )
    .action(
      writing(async (context) => {
        const tickets = await context.engine.reindex(context.tenant.id);
        context.emit({ ok: true, tickets });
        context.print(label(`已重建 ${tickets} 件案卷的查重记录。`, `Done for ${countOf(tickets, "ticket")}.`));
        return exitCodes.done;
      }),
    );
}
