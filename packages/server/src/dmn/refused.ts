import type { DmnRefusal, TestAnswer } from "@muster/engine";
import { exitCodes } from "../cli/exit-code.ts";
import { failure } from "../cli/failure.ts";
import { label } from "../cli/label.ts";

type Refusal = DmnRefusal | Extract<TestAnswer, { ok: false }>["refusal"];

/** How the command ends where a model could not be asked; `files` are those of the models. */
export function refused(refusal: Refusal, files: readonly string[]): Error {
  const { detail } = refusal;
  const file = "model" in refusal ? files[refusal.model ?? 0] : undefined;
  if (file === undefined) return failure(refusal.code === "over-limit" ? exitCodes.refused : exitCodes.usage, codeOf(refusal), detail);
  const at = "line" in refusal ? `${file}:${refusal.line}` : file;
  return failure(exitCodes.usage, "usage", label(`${at}：${detail["zh-CN"]}`, `${at}: ${detail.en}`), { file });
}

function codeOf({ code }: Refusal): "usage" | "over-limit" {
  return code === "over-limit" ? code : "usage";
}
