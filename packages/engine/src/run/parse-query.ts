import * as z from "zod";
import { EngineError } from "../model/engine-error.ts";
import { issueLabel } from "../model/issue-label.ts";
import { pointSchema } from "../model/point-schema.ts";
import { storableSchema } from "../model/schema.ts";
import { stages } from "../model/stage.ts";
import { groupings, type Grouping, type Page, type TicketFilter } from "../store/tickets.ts";

const codes = z.array(storableSchema).optional();
const instant = z.int().optional();

const filterSchema: z.ZodType<TicketFilter> = z.strictObject({
  open: z.boolean().optional(),
  stage: z.enum(stages).optional(),
  tier: z.literal([1, 2, 3]).optional(),
  categories: codes,
  owners: codes,
  source: storableSchema.optional(),
  reportedFrom: instant,
  reportedUntil: instant,
  lateAt: instant,
});

const limitSchema = z.int().min(0);
const pageSchema: z.ZodType<Page> = z.strictObject({ limit: limitSchema, after: storableSchema.optional() });
const groupingSchema: z.ZodType<Grouping> = z.enum(groupings);

export const parseIdOrNumber = parser("ticket", storableSchema);
export const parseLeg = parser("leg", storableSchema);
export const parseSource = parser("source", storableSchema);
export const parseSourceKey = parser("sourceKey", storableSchema);
export const parseFilter = parser("filter", filterSchema);
export const parsePage = parser("page", pageSchema);
export const parseLimit = parser("limit", limitSchema);
export const parsePoint = parser("point", pointSchema);
export const parseGrouping = parser("grouping", groupingSchema);

/** What tickets are asked for by comes from the host's own code: one that no store could answer is a broken promise of the host. */
export function parser<Asked>(what: string, schema: z.ZodType<Asked>): (asked: Asked) => Asked {
  return (asked) => {
    const parsed = readOnce(schema, asked);
    if (parsed?.success) return parsed.data;
    const [issue] = parsed?.error.issues ?? [];
    const place = [what, ...(issue?.path ?? []).map(String)].join(".");
    const said = issue ? issueLabel(issue) : unreadable;
    throw new EngineError("bad-query", `查询的 ${place} 不合要求：${said["zh-CN"]}。`, `a query does not fit at ${place}: ${said.en}.`);
  };
}

const unreadable = { "zh-CN": "读取时出错（getter 或 Proxy）", en: "reading it fails, as with a getter or a proxy" };

function readOnce<Asked>(schema: z.ZodType<Asked>, asked: unknown) {
  try {
    return schema.safeParse(asked, { reportInput: true });
  } catch {
    return undefined;
  }
}
