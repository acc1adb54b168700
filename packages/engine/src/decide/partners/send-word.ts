import type { JsonObject } from "../../model/json.ts";
import type { PartnerWord } from "../../model/partner.ts";
import type { Work } from "../work.ts";

/** What is told to another tenant of its ticket: known by its id, or by the key under which it was reported there. */
interface Word {
  readonly to: string;
  readonly type: PartnerWord;
  readonly ticket?: string;
  readonly sourceKey?: string;
  readonly form: JsonObject;
  /** The texts of this ticket that a text of the word is put together from, by name. */
  readonly texts?: Readonly<Record<string, string[]>>;
}

/** Puts a word to another tenant into the outbox; its texts are read when it is sent. */
export function sendWord({ draws, effects }: Pick<Work, "draws" | "effects">, { texts = {}, ...word }: Word): void {
  effects.push({ id: draws.id(), destination: "engine", topic: "partner", payload: { ...word, texts } });
}
