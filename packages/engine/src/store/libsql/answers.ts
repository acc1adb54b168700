import { lt } from "drizzle-orm";
import type { AnswerStore } from "../answers.ts";
import type { Drizzle } from "./drizzle.ts";
import type { GroupWriter } from "./group-writer.ts";
import { answer } from "./schema/index.ts";

export function answerStore(enqueue: GroupWriter["enqueue"], write: Drizzle): AnswerStore {
  return { forget: (before) => enqueue(() => write.delete(answer).where(lt(answer.at, before)).run().changes) };
}
