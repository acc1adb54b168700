import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { EngineError } from "../../model/engine-error.ts";
import type { Store } from "../../store/port.ts";
import type { Fault } from "../verify/fault.ts";
import { feedStart } from "./feed-head.ts";
import { chainFeed } from "../hash.ts";
import { sealFormat, signedBytes, type Seal, type SignedSeal } from "./seal.ts";

/**
 * Each seal's signature, the order of the seals, and whether the journal up to each is still what was sealed. A seal that no longer fits
 * names the positions since the one before it: there the journal was changed.
 */
export async function checkSeals(
  store: Store,
  tenant: string,
  seals: readonly SignedSeal[],
  publicKey: string | undefined,
): Promise<readonly Fault[]> {
  const key = verifyingKey(publicKey);
  if (seals.length === 0) return [{ fault: "seal-missing", what: tenant }];
  const forged = seals.filter((seal) => !isGenuine(seal, tenant, key));
  const genuine = seals.filter((seal) => !forged.includes(seal));
  const disordered = genuine.filter((seal, i) => !follows(seal, genuine[i - 1]));
  return [
    ...forged.map(({ position }): Fault => ({ fault: "seal-forged", what: String(position) })),
    ...disordered.map(({ position }): Fault => ({ fault: "seal-order", what: String(position) })),
    ...(await journalFaults(store, tenant, genuine)),
  ];
}

function isGenuine(seal: SignedSeal, tenant: string, key: KeyObject): boolean {
  if (seal.tenant !== tenant || seal.format !== sealFormat) return false;
  return verify(null, signedBytes(seal), key, Buffer.from(seal.signature, "base64"));
}

function follows(seal: Seal, before: Seal | undefined): boolean {
  return !before || (seal.at >= before.at && seal.position >= before.position && seal.entries >= before.entries);
}

const page = 1000;

/** Walks the feed once, past one seal after the other. */
async function journalFaults(store: Store, tenant: string, seals: readonly Seal[]): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  const ahead = seals.toSorted((a, b) => a.position - b.position);
  let [{ head, entries }, sealed, after] = [feedStart, 0, 0];
  const pass = (until: number): void => {
    for (let [seal] = ahead; seal && seal.position < until; [seal] = ahead) {
      if (seal.head !== head || seal.entries !== entries) faults.push({ fault: "seal-differs", what: `${sealed + 1}–${seal.position}` });
      // On from what was sealed, so that a change is told once, where it is.
      ({ head, entries, position: sealed } = seal);
      ahead.shift();
    }
  };
  while (ahead.length > 0) {
    const rows = await store.journal.feed(tenant, after, page);
    for (const row of rows) {
      pass(row.position);
      head = chainFeed(head, row);
      entries += 1;
      after = row.position;
    }
    if (rows.length < page) pass(Infinity);
  }
  return faults;
}

function verifyingKey(pem: string | undefined): KeyObject {
  if (pem === undefined)
    throw new EngineError(
      "bad-key",
      "校验封印需要封印者的公钥；请给出它。",
      "seals are checked by the public key of whoever signed them; name it.",
    );
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new EngineError(
      "bad-key",
      "无法读取公钥；它是私钥旁边的 .pub.pem 文件。",
      "the public key cannot be read; it is the .pub.pem file beside the private one.",
    );
  }
  if (key.asymmetricKeyType === "ed25519") return key;
  throw new EngineError(
    "bad-key",
    `公钥的类型是 ${key.asymmetricKeyType}，不是 Ed25519。`,
    `the public key is ${key.asymmetricKeyType}, not Ed25519.`,
  );
}
