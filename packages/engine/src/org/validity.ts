import { errorAt, type Finding } from "../model/finding.ts";

/** From which day something holds and until which, both included; for ever where they are left out. Days as ISO 8601 has them. */
export interface Validity {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Whether there is a day on which both hold. */
export function overlaps(one: Validity, other: Validity): boolean {
  return isBefore(one.from, other.until) && isBefore(other.from, one.until);
}

/** The first day is not after the last. */
export function checkValidity(place: string, { from, until }: Validity): Finding[] {
  if (isBefore(from, until)) return [];
  return [
    errorAt(
      `${place}/until`,
      "ends-before-it-begins",
      `最后一天 ${until} 早于第一天 ${from}；请改正其中一个。`,
      `The last day ${until} is before the first day ${from}; correct one of them.`,
    ),
  ];
}

/** Dates of ISO 8601 sort as text. */
function isBefore(from: string | undefined, until: string | undefined): boolean {
  return from === undefined || until === undefined || from <= until;
}
