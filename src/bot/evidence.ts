import { z } from 'zod'
import { gather } from '../actions/evidence-pack/gather.ts'
import { recordDecision } from '../actions/evidence-pack/record.ts'
import type { Handed } from '../actions/evidence-pack/view.ts'
import { handedBefore } from '../actions/evidence-pack/view.ts'
import { assetOf, certificationOf, standing } from '../actions/load.ts'
import { certificationBehind } from '../actions/trail/trail.ts'
import type { Certification } from '../domain/certification.ts'
import type { Context, Platform } from '../domain/context.ts'
import { isDecided, keysSetting, packSetting } from '../domain/evidence-pack.ts'
import { can, hasLeft } from '../domain/person.ts'
import type { Programme } from '../domain/programme.ts'
import { untoldAsks } from '../domain/waiver-decision.ts'
import { sha256 } from '../hash.ts'
import type { Pack } from '../pack/pack.ts'
import { pack } from '../pack/pack.ts'
import { PublicKey } from '../pack/signing-key.ts'
import type { Signer } from '../pack/signing-key.ts'
import type { Download, Session, Store } from '../ports/store.ts'
import { loadProgramme } from '../programme/load.ts'
import type { World } from './context.ts'
import { contextOf } from './context.ts'

type Parts = { readonly store: Store; readonly world: World; readonly signer: () => Signer }

/** A link that is good: what it leads to. */
export type Offered = { readonly reference: string; readonly name: string; readonly until: string }

/** A pack that was made; `before` is what was handed out last, to compare it with. */
export type Made = { readonly pack: Pack; readonly before: Handed | undefined }

/** Hands evidence packs out: by their one-time links, or to an operator. What was handed out stands in the journal by its hash. */
export const createEvidence = ({ store, world, signer }: Parts) => {
  const programmeOf = (policy: { readonly hash: string }, text: string | undefined): Programme => {
    const current = world.programme()
    if (text === undefined || current.hash === policy.hash) return current
    try {
      return loadProgramme(text, 'policy.yaml', sha256)
    } catch {
      // A later version of Assay may not read an old policy any more: what it called things is in its text all the same.
      return current
    }
  }

  const make = async (session: Session, certification: Certification, context: Context): Promise<Made> => {
    // What was decided before decisions were recorded is recorded as it stands now.
    if (isDecided(certification, context) && !(await session.records.latest(certification.id)))
      await recordDecision(session, certification, context.now)
    const gathered = await gather({ session, programmeOf }, certification)
    const by = signer()
    await publish(session, by, context)
    const made = pack(gathered, by)
    const before = await handedBefore(session, certification.id)
    const handed: Handed = {
      pack: made.hash,
      through: made.through,
      at: context.now,
      by: context.actor === 'system' ? 'system' : context.actor.id,
    }
    const subject = packSetting(certification.id)
    await session.settings.set(
      subject,
      handed,
      {
        type: 'evidence-packed',
        subject,
        certification: certification.id,
        pack: made.hash,
        through: made.through,
      },
      context,
    )
    return { pack: made, before }
  }

  /** The link of a token while it is good, with whoever asked for it, if they still may. */
  const goodLink = async (session: Session, token: string) => {
    const link = await session.downloads.find(sha256(token))
    if (!link || link.until <= world.clock.now()) return undefined
    const person = await standing(session, link.person)
    const certification = await certificationOf(session, link.certification)
    return person &&
      !hasLeft(person) &&
      can(person, { deed: 'trail.see', certification }) &&
      untoldAsks(certification, person).length === 0
      ? { link, person, certification }
      : undefined
  }

  return {
    /** What a link leads to, without using it up: chat platforms look at links before people do. */
    offered: async (token: string): Promise<Offered | undefined> =>
      isToken(token)
        ? store.transact(async (session) => {
            const good = await goodLink(session, token)
            if (!good) return undefined
            const { certification, link } = good
            const { name } = await assetOf(session, certification.asset)
            return { reference: certification.id, name: name.body, until: link.until }
          })
        : undefined,

    /** Makes the pack of a link and uses the link up. */
    take: async (token: string): Promise<Pack | undefined> =>
      isToken(token)
        ? store.transact(async (session) => {
            const good = await goodLink(session, token)
            if (!good) return undefined
            await session.downloads.drop(good.link.code)
            const context = contextOf(world, good.person, platformOf(good.link))
            return (await make(session, good.certification, context)).pack
          })
        : undefined,

    /** For an operator, by reference: `CRT-12`, or that of its asset or request. Refuses what is not decided. */
    make: (reference: string): Promise<Made> =>
      store.transact(async (session) =>
        make(session, await certificationBehind(session, reference), contextOf(world, 'system', 'command')),
      ),
  }
}

/** What anybody may send us keeps nobody waiting: only what could be a token is looked for. */
const isToken = (token: string): boolean => /^[0-9a-f]{32}$/.test(token)

/** The public keys that packs were ever signed with, the latest last. */
export const keysOf = async (session: Session): Promise<readonly PublicKey[]> =>
  z.array(PublicKey).parse((await session.settings.get(keysSetting)) ?? [])

/** A key is told to everybody, and to the journal, before its first signature leaves. */
const publish = async (session: Session, { fingerprint, pem }: Signer, context: Context): Promise<void> => {
  const keys = await keysOf(session)
  if (keys.at(-1)?.fingerprint === fingerprint) return
  await session.settings.set(
    keysSetting,
    [...keys.filter((key) => key.fingerprint !== fingerprint), { fingerprint, pem, since: context.now }],
    { type: 'evidence-key-added', subject: keysSetting, fingerprint },
    context,
  )
}

const platforms: readonly Platform[] = ['web', 'slack', 'teams', 'command']
const platformOf = ({ platform }: Download): Platform => platforms.find((one) => one === platform) ?? 'web'

/** Keeps the text of the policy in force, so that what is judged by it can be read by it later. */
export const keepPolicy = (
  store: Store,
  policy: { readonly current: () => Programme; readonly text: () => string },
  at: string,
): Promise<void> =>
  store.transact((session) => {
    const { hash, version } = policy.current()
    return session.policies.keep({ hash, version, text: policy.text(), at })
  })
