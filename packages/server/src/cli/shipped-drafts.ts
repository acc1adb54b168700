import { chineseHolidays, closedLoop, type Draft } from "@muster/engine";
import { label } from "./label.ts";
import type { PublishedDocuments } from "./published-documents.ts";
import type { DefinitionFile } from "./read-definition.ts";
import type { Speech } from "./speech.ts";

/** What is shipped and files count on: the closed loop and the national holidays, where nobody brings or has their own. */
export function shippedDrafts(speech: Pick<Speech, "note">, files: readonly DefinitionFile[], known: PublishedDocuments): readonly Draft[] {
  return [...shippedHolidays(files, known), ...shippedProcess(speech, files, known)];
}

/** The closed loop, for a tenant that brings no process of its own and has not changed the one it has. */
function shippedProcess({ note }: Pick<Speech, "note">, files: readonly DefinitionFile[], known: PublishedDocuments): readonly Draft[] {
  const bringsOne = files.some((file) => (file.ok ? file.draft.kind === "process" : file.file.endsWith(".process.json")));
  // Without an organisation nobody could hold the roles it names.
  if (bringsOne || (files.length === 0 && !known.has("organisation"))) return [];
  const [loop] = closedLoop;
  if (loop && known.has("process") && known.compare(loop).changed) {
    note(
      label(
        "已发布的流程保持不变；要改用随附的流程，请把它的文件放进文件夹。",
        "The published process stays as it is; to publish the shipped one, put its file into the folder.",
      ),
    );
    return [];
  }
  return closedLoop;
}

/** The national list, for calendars that follow it where nobody brings it. */
function shippedHolidays(files: readonly DefinitionFile[], known: PublishedDocuments): readonly Draft[] {
  const drafts = files.flatMap((file) => (file.ok ? [file.draft] : []));
  const { id } = chineseHolidays.document as { readonly id: string };
  const isFollowed = drafts.some(
    ({ kind, document }) => kind === "calendar" && (document as { holidays?: unknown } | null)?.holidays === id,
  );
  const isKnown =
    known.has("holidays", id) ||
    drafts.some(({ kind, document }) => kind === "holidays" && (document as { id?: unknown } | null)?.id === id);
  return isFollowed && !isKnown ? [chineseHolidays] : [];
}
