import { createPrivateKey, sign, type KeyObject } from "node:crypto";
import { canonical } from "../../model/canonical.ts";
import { EngineError } from "../../model/engine-error.ts";
import type { Store } from "../../store/port.ts";
import { readFeed, type FeedHead } from "./feed-head.ts";

/** The format of a seal; it changes when what is signed or hashed does. */
export const sealFormat = 1;

/**
 * What a tenant's journal was at a moment: kept outside the store, it tells later whether anything up to there was cut, deleted or
 * rewritten. `head` is the last of `SHA-256(head before + "\n" + position + " " + ticket + " " + seq + " " + hash of the entry)`, hex and of
 * UTF-8, over the tenant's entries in the order of their feed positions; the first has the empty text before it.
 */
export interface Seal extends FeedHead {
  readonly format: typeof sealFormat;
  readonly tenant: string;
  /** When it was made, epoch milliseconds. */
  readonly at: number;
}

export interface SignedSeal extends Seal {
  /** Ed25519 (RFC 8032) over the canonical JSON (RFC 8785) of everything else, Base64. */
  readonly signature: string;
}

export interface SealOptions {
  /** The tenant's last seal: only what came after it is read. From the first entry on where absent. */
  readonly previous?: SignedSeal;
  /** The private key, PEM (PKCS #8). */
  readonly key: string;
}

/** Seals the tenant's journal as it is now. */
export async function makeSeal(store: Store, tenant: string, at: number, { previous, key }: SealOptions): Promise<SignedSeal> {
  const signer = signingKey(key);
  if (previous && (previous.tenant !== tenant || previous.format !== sealFormat)) {
    throw new EngineError(
      "bad-seal",
      `上一个封印属于 ${previous.tenant}（格式 ${previous.format}），而不是 ${tenant}；请给出它自己的封印。`,
      `the previous seal is one of ${previous.tenant} in format ${previous.format}, not of ${tenant}; name its own.`,
    );
  }
  const { position, entries, head } = await readFeed(store, tenant, previous);
  // A clock that was set back must not make a seal look older than the one before it.
  const seal: Seal = { format: sealFormat, tenant, at: Math.max(at, previous?.at ?? 0), position, entries, head };
  return { ...seal, signature: sign(null, signedBytes(seal), signer).toString("base64") };
}

/** What a signature is over. */
export function signedBytes({ format, tenant, at, position, entries, head }: Seal): Buffer {
  return Buffer.from(canonical({ at, entries, format, head, position, tenant }));
}

function signingKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // Without the cause: nothing of a private key may reach a log.
    throw new EngineError(
      "bad-key",
      "无法读取私钥；它应是 muster seal --new-key 写成的 PEM 文件。",
      "the private key cannot be read; it is a PEM file as `muster seal --new-key` writes one.",
    );
  }
  if (key.asymmetricKeyType === "ed25519") return key;
  throw new EngineError(
    "bad-key",
    `私钥的类型是 ${key.asymmetricKeyType}，不是 Ed25519；请用 muster seal --new-key 生成。`,
    `the private key is ${key.asymmetricKeyType}, not Ed25519; make one with \`muster seal --new-key\`.`,
  );
}
