/** Personal data, by the id that everything else uses. */
export interface Person {
  /** Stays in tickets and journals for ever, so it must say nothing about the person: no telephone number, no name. */
  readonly id: string;
  readonly kind: "staff" | "reporter";
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
}

export interface PersonStore {
  readonly put: (tenant: string, people: readonly Person[]) => Promise<void>;
  /** Names staff as an organisation does: telephone and address stay as they are, and whoever was erased stays erased. */
  readonly name: (tenant: string, staff: readonly { readonly id: string; readonly name: string }[]) => Promise<void>;
  readonly get: (tenant: string, ids: readonly string[]) => Promise<readonly Person[]>;
  /**
   * Forgets a person, in one transaction; the journals stay whole, since they hold texts by id and salted commitment only.
   *
   * Emptied are the person's name, telephone and address; and of the tickets they reported every text with its salt, whoever wrote
   * it (an office's answer quotes the report), the names of attachments, what failed deliveries said, and the fingerprints of
   * commands under idempotency keys, from which a short text could be guessed: a key repeated then gets the first answer without
   * comparing. What an attempt under way says later is not kept either.
   *
   * What stays: ids; what a staff member wrote on tickets of others, which is the office's record; what forms hold beside texts; of
   * attachments the type, the size and the hash, which a host needs to find and delete the bytes it keeps, which attests the
   * evidence, and which tells nothing to those who do not have the picture. The ticket goes on working: what reads an erased text
   * gets null. What is written on it afterwards is erased by erasing again; putting the person anew begins anew.
   *
   * Where the erased bytes may still lie: `store/libsql/erase.ts`, `store/postgres/erase.ts`.
   */
  readonly erase: (tenant: string, id: string, now: number) => Promise<void>;
}
