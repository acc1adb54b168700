import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import { label } from "./label.ts";
import { requireFolder } from "./new-file.ts";

/** Writes a new Ed25519 key pair: the private key for its owner alone, the public one beside it. Never over a file that is there. */
export async function writeSealKey(file: string): Promise<{ readonly privateKey: string; readonly publicKey: string }> {
  const beside = publicFileOf(file);
  for (const each of [file, beside]) {
    if (existsSync(each))
      throw failure(exitCodes.refused, "exists", label(`${each} 已存在；请换一个文件名。`, `${each} exists already; name a new file.`));
  }
  await requireFolder(file);
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  await writeFile(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  try {
    await writeFile(beside, publicKey.export({ type: "spki", format: "pem" }), { flag: "wx" });
  } catch (cause) {
    await rm(file, { force: true });
    throw cause;
  }
  return { privateKey: file, publicKey: beside };
}

/** The other half of a private key, PEM. */
export function publicHalfOf(privateKey: string): string {
  try {
    return createPublicKey(createPrivateKey(privateKey)).export({ type: "spki", format: "pem" }).toString();
  } catch {
    // Without the cause: nothing of a private key may be printed.
    throw failure(
      exitCodes.usage,
      "bad-key",
      label(
        "--key 的文件不是私钥；请用 muster seal --new-key 生成。",
        "The file of --key is no private key; make one with muster seal --new-key.",
      ),
    );
  }
}

function publicFileOf(file: string): string {
  return `${file.replace(/\.pem$/, "")}.pub.pem`;
}
