import { customType } from "drizzle-orm/pg-core";

/** Text that compares and sorts by its bytes, whatever the database's language, as SQLite does: both stores list alike. */
export const bytewise = customType<{ data: string }>({ dataType: () => `text COLLATE "C"` });
