import type { Ticket } from "../model/ticket.ts";
import type { TableInput } from "../rules/table.ts";
import type { FieldType } from "./form.ts";

/**
 * The attributes of a ticket that a rule table reads by name, each with the type of its value; of the filed standard it reads the code.
 * Null for what is a list or a record. Its keys follow from the ticket's, so that neither can change without the other.
 */
const attributes: { readonly [Name in keyof Ticket]-?: FieldType | null } = {
  tenant: "string",
  id: "string",
  number: "string",
  revision: "number",
  process: null,
  state: null,
  history: null,
  stage: "string",
  open: "boolean",
  reportedAt: "instant",
  at: "instant",
  closedAt: "instant",
  source: "string",
  sourceKey: "string",
  reporter: "string",
  category: "category",
  tier: "tier",
  priority: "number",
  standard: "standard",
  area: "unit",
  owner: "unit",
  coHandlers: null,
  pastOwners: null,
  point: null,
  due: "instant",
  fixedDue: "instant",
  metAt: "instant",
  clocks: null,
  autoRoute: "boolean",
  mergedInto: "ticket",
  mergedFrom: null,
  followed: null,
  absorbed: null,
  handedTo: null,
  handedFrom: null,
  texts: null,
  fields: null,
  counts: null,
  handlers: null,
  movedBy: null,
  returned: null,
  requests: null,
  assignee: "person",
  supervisions: null,
  subscriptions: null,
  evaluations: null,
  whistle: null,
  legs: null,
  called: null,
  exempted: null,
  timers: null,
  generations: null,
};

/** The attributes by name, for names that may be none. */
export const readable: ReadonlyMap<string, FieldType | null> = new Map(Object.entries(attributes));

/**
 * The types of a table's input that take a value of each type; none for a list. Any other type would refuse the value, or read a
 * code of a tree as mere text, blind to what lies beneath it.
 */
export const inputTypes: Readonly<Record<FieldType, readonly TableInput["type"][]>> = {
  text: ["text", "string"],
  string: ["string", "text"],
  choice: ["string"],
  number: ["number"],
  tier: ["number"],
  instant: ["number"],
  boolean: ["boolean"],
  category: ["category"],
  unit: ["unit"],
  units: [],
  person: ["string"],
  standard: ["string"],
  ticket: ["string"],
  calls: [],
  legs: [],
  partner: ["string"],
};
