import { lt } from "drizzle-orm";
import type { AnswerStore } from "../answers.ts";
import type { Drizzle } from "./driver.ts";
import { answer } from "./schema/index.ts";

export function answerStore(db: Drizzle): AnswerStore {
  return { forget: async (before) => (await db.delete(answer).where(lt(answer.at, before))).rowCount ?? 0 };
}
