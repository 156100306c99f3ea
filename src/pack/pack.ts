import { createHash } from 'node:crypto'
import type { Gathered } from '../actions/evidence-pack/gather.ts'
import { canonical } from '../hash.ts'
import { zip } from '../zip.ts'
import { evidencePage } from './page.ts'
import type { Signer } from './signing-key.ts'

/** A pack as it is handed out: its file name, its bytes, their SHA-256 and the last of the journal's entries in it. */
export type Pack = {
  readonly name: string
  readonly bytes: Buffer
  readonly hash: string
  readonly through: number
}

/**
 * Makes one ZIP of everything that a decision rests on. What is gathered decides every byte: it knows neither the hour nor who asks.
 * `verify-evidence.mjs` proves it anywhere; the names of the files in it and what each holds are what that script reads.
 */
export const pack = (gathered: Gathered, signer: Signer): Pack => {
  const { evidence, decided, now, lines, words, policy } = gathered
  const files = [
    { name: 'evidence.html', text: evidencePage(evidence, signer.fingerprint) },
    {
      name: 'evidence.json',
      text: `${JSON.stringify({ format: 'assay-evidence-1', ...evidence }, null, 2)}\n`,
    },
    {
      name: 'record.json',
      text: `${canonical({
        certification: evidence.certification,
        decided: decided.map(({ subject, bare }) => ({ subject, state: bare })),
        now: now.map(({ subject, bare }) => ({ subject, state: bare })),
        texts: Object.fromEntries(words.map(({ id, salt, body }) => [id, { salt, body }])),
      })}\n`,
    },
    { name: 'journal.jsonl', text: lines.map(({ line }) => `${line}\n`).join('') },
    { name: 'signing-key.pem', text: signer.pem },
    { name: 'sign-off.json', text: `${JSON.stringify(signOff(gathered), null, 2)}\n` },
    ...(policy === undefined ? [] : [{ name: 'policy.yaml', text: policy }]),
  ].map(({ name, text }) => ({ name, bytes: Buffer.from(text, 'utf8') }))
  const sums = Buffer.from(files.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join(''), 'utf8')
  const bytes = zip([
    ...files,
    { name: 'SHA256SUMS', bytes: sums },
    { name: 'SHA256SUMS.sig', bytes: signer.sign(sums) },
  ])
  return {
    name: `evidence-${evidence.certification}.zip`,
    bytes,
    hash: sha256(bytes),
    through: lines.at(-1)?.seq ?? 0,
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Who signed off on what: the content by its hash, and each vote with the hash that was seen. */
const signOff = ({ evidence: { certification, asset, decision, requests } }: Gathered) => ({
  certification,
  asset: asset.reference,
  version: asset.version,
  verdict: decision.verdict,
  at: decision.at,
  content: decision.content,
  votes: requests
    .filter((request) => request.content === decision.content)
    .flatMap((request) =>
      request.stages.flatMap(({ title, votes }) =>
        votes.map((vote) => ({ request: request.reference, stage: title, ...vote })),
      ),
    ),
})
