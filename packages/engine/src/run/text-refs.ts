import type { Entry } from "../model/entry.ts";
import { isTextRef, type TextRef } from "../model/text.ts";

/** The texts that an entry refers to, each with the field it was written in. */
export function textRefs({ form = {} }: Entry): readonly (TextRef & { readonly field: string })[] {
  return Object.entries(form).flatMap(([field, value]) =>
    isTextRef(value) ? [{ field, text: value.text, commitment: value.commitment }] : [],
  );
}
