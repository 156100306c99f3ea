import type { KeyObject } from 'node:crypto'
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** What others check a signature with: SHA-256 of the key (DER, SPKI) in hex, the key itself as PEM, and since when it signs. */
export const PublicKey = z.object({ fingerprint: z.string(), pem: z.string(), since: z.string() })
export type PublicKey = Readonly<z.infer<typeof PublicKey>>

export type Signer = {
  readonly fingerprint: string
  readonly pem: string
  /** Ed25519 (RFC 8032): the same bytes always get the same 64 bytes. */
  readonly sign: (bytes: Uint8Array) => Buffer
}

/**
 * The key of this installation, from its file; made there at first need, readable by its owner alone. Gives the same signer from then
 * on. Throws where the file can be neither read nor made, or holds something else.
 */
export const createSigning = (file: string): (() => Signer) => {
  let signer: Signer | undefined
  return () => (signer ??= signerOf(readOrMake(file), file))
}

/** Where the key lies: in the file that is set, or beside the database under its name. */
export const keyFileOf = (file: string, database: string): string =>
  file === '' ? `${database}.evidence-key.pem` : file

const readOrMake = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT')
      throw new Error(`cannot read the key that signs evidence packs, ${file}`, { cause })
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  try {
    mkdirSync(dirname(file), { recursive: true })
    const whole = `${file}.${fingerprintOf(publicKey).slice(0, 16)}`
    writeFileSync(whole, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 })
    // It comes under its name whole or not at all, and never in place of another.
    try {
      linkSync(whole, file)
    } finally {
      rmSync(whole)
    }
  } catch (cause) {
    // Another process of the same installation was first: its key is the key.
    if (codeOf(cause) !== 'EEXIST')
      throw new Error(`cannot write the key that signs evidence packs, ${file}`, { cause })
  }
  return readFileSync(file, 'utf8')
}

const codeOf = (cause: unknown): unknown =>
  cause instanceof Error && 'code' in cause ? cause.code : undefined

const signerOf = (pem: string, file: string): Signer => {
  const key = privateKeyOf(pem)
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new Error(`${file} does not hold an Ed25519 key; move it away, and a new one is made`)
  const shared = createPublicKey(key)
  return {
    fingerprint: fingerprintOf(shared),
    pem: shared.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => sign(null, bytes, key),
  }
}

const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')

/** Undefined for what is no key; why not is said without the text, which may be a secret. */
const privateKeyOf = (pem: string) => {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}
