import { envelopeOf } from "../../model/effect.ts";
import type { AttachmentRef, EffectRef, Entry } from "../../model/entry.ts";
import type { JsonObject } from "../../model/json.ts";
import type { TextRef } from "../../model/text.ts";
import type { KeptAttachment, KeptDelivery, KeptText, KeptTicket } from "../../store/audit.ts";
import { deliveryStates } from "../../store/deliveries.ts";
import type { Fault, FaultCode } from "./fault.ts";
import { sha256 } from "../hash.ts";
import { textRefs } from "../text-refs.ts";

/** The rows that entries name by their ids: each there, each what its entry says of it, and none that no entry names. */
export function verifyNamed(kept: KeptTicket, entries: readonly Entry[]): readonly Fault[] {
  const texts = entries.flatMap((entry) => textRefs(entry).map((ref) => ({ id: ref.text, entry, ref })));
  const attachments = entries.flatMap((entry) => (entry.attachments ?? []).map((ref) => ({ id: ref.id, entry, ref })));
  const deliveries = entries.flatMap((entry) => (entry.effects ?? []).map((ref) => ({ id: ref.id, entry, ref })));
  return [
    ...compare(kept.id, texts, kept.texts, { missing: "text-missing", unknown: "text-unknown", faultOf: textFault }),
    ...compare(kept.id, attachments, kept.attachments, {
      missing: "attachment-missing",
      unknown: "attachment-unknown",
      faultOf: attachmentFault,
    }),
    ...compare(kept.id, deliveries, kept.deliveries, { missing: "delivery-missing", unknown: "delivery-unknown", faultOf: deliveryFault }),
  ];
}

interface Named<Ref> {
  readonly id: string;
  readonly entry: Entry;
  readonly ref: Ref;
}

interface Comparison<Ref, Row> {
  readonly missing: FaultCode;
  readonly unknown: FaultCode;
  readonly faultOf: (row: Row, ref: Ref, entry: Entry) => FaultCode | undefined;
}

function compare<Ref, Row extends { readonly id: string }>(
  ticket: string,
  named: readonly Named<Ref>[],
  rows: readonly Row[],
  { missing, unknown, faultOf }: Comparison<Ref, Row>,
): readonly Fault[] {
  const left = new Map<string, Row>();
  // Not every table forbids the same id twice.
  const faults: Fault[] = [];
  for (const row of rows) {
    if (left.has(row.id)) faults.push({ ticket, fault: unknown, what: row.id });
    else left.set(row.id, row);
  }
  for (const { id, entry, ref } of named) {
    const row = left.get(id);
    const fault = row ? faultOf(row, ref, entry) : missing;
    left.delete(id);
    if (fault) faults.push({ ticket, seq: entry.seq, fault, what: id });
  }
  return [...faults, ...[...left.keys()].map((what) => ({ ticket, fault: unknown, what }))];
}

function textFault({ body, salt, field, erasedAt }: KeptText, ref: TextRef & { readonly field: string }): FaultCode | undefined {
  if (field !== ref.field) return "text-differs";
  if (body !== null && salt !== null && erasedAt === null) return sha256(salt + body) === ref.commitment ? undefined : "text-differs";
  return body === null && salt === null && erasedAt !== null ? undefined : "text-half-erased";
}

function attachmentFault(row: KeptAttachment, ref: AttachmentRef, { seq }: Entry): FaultCode | undefined {
  const same = row.seq === seq && row.mediaType === ref.mediaType && row.size === ref.size && row.sha256 === ref.sha256;
  return same ? undefined : "attachment-differs";
}

function deliveryFault(row: KeptDelivery, ref: EffectRef, { recordedAt }: Entry): FaultCode | undefined {
  const isState = deliveryStates.some((state) => state === row.state);
  return isState && row.writtenAt === recordedAt && envelopeHash(row) === ref.sha256 ? undefined : "delivery-differs";
}

function envelopeHash({ id, destination, topic, payload }: KeptDelivery): string {
  try {
    return sha256(envelopeOf({ id, destination, topic, payload: JSON.parse(payload) as JsonObject }));
  } catch {
    return "";
  }
}
