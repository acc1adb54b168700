import { inArray, lt, sql } from "drizzle-orm";
import type { AnswerStore } from "../answers.ts";
import type { Drizzle } from "./driver.ts";
import { answer } from "./schema/index.ts";

export function answerStore(db: Drizzle): AnswerStore {
  return {
    forget: async (before, limit) => {
      const old = db
        .select({ row: sql`ctid` })
        .from(answer)
        .where(lt(answer.at, before))
        .limit(limit);
      return (await db.delete(answer).where(inArray(sql`ctid`, old))).rowCount ?? 0;
    },
  };
}
