import type { Answer, Refusal } from "@muster/engine";
import type { Context } from "./context.ts";
import { describeTicket } from "./describe-ticket.ts";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import { failureLine } from "./failure-line.ts";
import { label } from "./label.ts";
import { namesOf } from "./names.ts";
import type { Speech } from "./speech.ts";

/** Says what became of a command and answers the exit code. */
export async function printAnswer(context: Context, answer: Answer, dryRun: boolean): Promise<ExitCode> {
  context.emit(dryRun ? { ...answer, dryRun } : answer);
  if (!answer.ok) return printRefusal(context, answer.refusal);
  if (context.json) return exitCodes.done;
  if (dryRun)
    context.print(
      label("试运行：会被接受，什么也没有写入。结果将是：", "Dry run: this would be accepted; nothing was written. It would become:"),
    );
  if (answer.replayed)
    context.print(label("此键的命令先前已完成，这是当时的结果：", "The command of this key was done before; this was its answer:"));
  for (const line of describeTicket(context, await namesOf(context), answer.ticket)) context.print(line);
  return exitCodes.done;
}

/** Says why something was refused. */
export function printRefusal({ note }: Pick<Speech, "note">, { code, detail, place }: Refusal): ExitCode {
  const about = place === undefined ? code : `${code} ${place}`;
  note(failureLine(label(`被拒绝：${detail["zh-CN"]}（${about}）`, `refused: ${detail.en} (${about})`)));
  return exitCodes.refused;
}
