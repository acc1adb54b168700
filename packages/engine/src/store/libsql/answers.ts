import { inArray, lt, sql } from "drizzle-orm";
import type { AnswerStore } from "../answers.ts";
import type { Drizzle } from "./drizzle.ts";
import type { GroupWriter } from "./group-writer.ts";
import { answer } from "./schema/index.ts";

export function answerStore(enqueue: GroupWriter["enqueue"], write: Drizzle): AnswerStore {
  return {
    forget: (before, limit) =>
      enqueue(() => {
        const old = write
          .select({ row: sql`rowid` })
          .from(answer)
          .where(lt(answer.at, before))
          .limit(limit);
        return write
          .delete(answer)
          .where(inArray(sql`rowid`, old))
          .run().changes;
      }),
  };
}
