import * as z from "zod";
import { limitUnits } from "../model/ticket.ts";

/** An amount of time, at most 10,000 of its unit. */
export const limitSchema = z.strictObject({ amount: z.number().positive().max(10_000), unit: z.enum(limitUnits) });
