import { entryFormat, type Entry } from "../model/entry.ts";

/** Steps that bring an entry of an older format up by one; format 1 is the first. */
const upcasters: readonly ((entry: Entry) => Entry)[] = [];

/** A stored entry as today's code reads it. Throws on a format of the future. */
export function readEntry(body: string): Entry {
  let entry = JSON.parse(body) as Entry;
  if (entry.format > entryFormat)
    throw new Error(`entry ${entry.ticket}#${entry.seq} has format ${entry.format}, this version reads up to ${entryFormat}`);
  for (const upcast of upcasters.slice(entry.format - 1)) entry = upcast(entry);
  return entry;
}
