/** Personal data, by the id that everything else uses. */
export interface Person {
  readonly id: string;
  readonly kind: "staff" | "reporter";
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
}

export interface PersonStore {
  readonly put: (tenant: string, people: readonly Person[]) => Promise<void>;
  readonly get: (tenant: string, ids: readonly string[]) => Promise<readonly Person[]>;
  /** Empties a person's row, and the texts of the tickets they reported; the journal's chains stay valid. */
  readonly erase: (tenant: string, id: string, now: number) => Promise<void>;
}
