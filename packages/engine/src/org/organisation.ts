import * as z from "zod";
import { codeSchema, labelSchema } from "../model/schema.ts";
import { dateSchema } from "../time/holidays.ts";

/** What a role allows beyond the transitions that name it. */
const privileges = ["approve-rules", "backdate", "edit-rules", "import", "see-all"] as const;

export type Privilege = (typeof privileges)[number];

/** From which day it holds and until which, both included, as the walls of the tenant show it; for ever where they are left out. */
const validity = { from: dateSchema.optional(), until: dateSchema.optional() };

/** How many people hold each role at a unit of the kind (such as 1+X+N at a grid): at least one where nothing is said. */
const teamSchema = z.array(
  z.strictObject({
    role: codeSchema,
    least: z.number().int().min(0).max(1000).optional(),
    most: z.number().int().min(1).max(1000).optional(),
  }),
);

/** The organisation as a document: units, the roles that exist, and who holds which where. */
export const organisationSchema = z.strictObject({
  kinds: z.array(z.strictObject({ code: codeSchema, label: labelSchema, team: teamSchema.optional() })).min(1),
  roles: z.array(z.strictObject({ code: codeSchema, label: labelSchema, privileges: z.array(z.enum(privileges)).optional() })).min(1),
  units: z
    .array(
      z.strictObject({
        code: codeSchema,
        kind: codeSchema,
        label: labelSchema,
        parent: codeSchema.optional(),
        /** What the unit does, so that a route can name it by function beneath any street. */
        function: codeSchema.optional(),
        /** What kind of ground it is, where limits depend on it; units beneath are of the same unless they say otherwise. */
        areaClass: codeSchema.optional(),
        /** Units whose people on duty take the place of its own where there are none, the first of them first. */
        neighbours: z.array(codeSchema).max(50).optional(),
      }),
    )
    .min(1),
  /** Units that are no more, so that what was written of them can still be read, and what was theirs has somebody to see to it. */
  retired: z
    .array(
      z.strictObject({
        code: codeSchema,
        kind: codeSchema,
        label: labelSchema,
        /** The unit it was merged into; without one its matters are the last resort's. */
        into: codeSchema.optional(),
        /** The day on which it ended. */
        on: dateSchema.optional(),
      }),
    )
    .optional(),
  people: z.array(
    z.strictObject({
      id: codeSchema,
      /** Personal data: kept apart from everything else. */
      name: z.string().min(1).max(100).optional(),
      holds: z.array(z.strictObject({ role: codeSchema, unit: codeSchema, ...validity })).min(1),
    }),
  ),
  /** Who answers for a community or a street whatever the matter (包保). */
  pairings: z.array(z.strictObject({ unit: codeSchema, with: codeSchema, ...validity })).optional(),
  /** Which unit, by its code or relative to the ground, answers for a category and all beneath it, everywhere or only under a unit. */
  responsibilities: z.array(z.strictObject({ unit: codeSchema, category: codeSchema, under: codeSchema.optional() })).optional(),
  /** Other tenants to whom matters are handed over (移交), and from whom they are taken. */
  partners: z
    .array(
      z.strictObject({
        tenant: codeSchema,
        label: labelSchema,
        /** What a ticket follows that they hand over; where it is absent nothing is taken from them. */
        process: codeSchema.optional(),
        /** The ground on which it is then, where the report does not tell. */
        area: codeSchema.optional(),
      }),
    )
    .max(500)
    .optional(),
  /** The unit that answers for a matter nobody owns. */
  lastResort: codeSchema,
});

export type OrganisationDocument = z.infer<typeof organisationSchema>;

export type Pairing = NonNullable<OrganisationDocument["pairings"]>[number];

export type Responsibility = NonNullable<OrganisationDocument["responsibilities"]>[number];

export type Partner = NonNullable<OrganisationDocument["partners"]>[number];

export type Unit = OrganisationDocument["units"][number];

export type RetiredUnit = NonNullable<OrganisationDocument["retired"]>[number];

export type Role = OrganisationDocument["roles"][number];
