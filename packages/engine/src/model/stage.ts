/** The official steps of the loop; a fine state belongs to exactly one. */
export const stages = ["report", "dispatch", "handle", "verify", "close"] as const;

export type Stage = (typeof stages)[number];
