/** The columns put before those of the original row. A corrected file can be imported with the same mapping: it does not read them. */
export const ownColumns = ["muster_line", "muster_outcome", "muster_column", "muster_reason_zh", "muster_reason_en"] as const;

/** By what stands first in a file it is known to be a list of rejects. */
export const firstOwnColumn = ownColumns[0];
