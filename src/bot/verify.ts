import { isLive } from '../domain/certification.ts'
import { hypercareOf, hypercarePhase } from '../domain/go-live.ts'
import { tierOf } from '../domain/registration.ts'
import { roleWords } from '../domain/role-words.ts'
import { certifiedVersion } from '../domain/submission.ts'
import type { Store } from '../ports/store.ts'
import type { Certificate } from '../web/certificate.ts'
import type { World } from './context.ts'
import { keysOf } from './evidence.ts'
import { requestAbout } from '../actions/load.ts'

/** What the public page of a certificate may tell, by the certificate's 128 random bits. No name of a person is among it. */
export const certificateAt = (store: Store, world: World, verify: string): Promise<Certificate | undefined> =>
  store.transact(async (session) => {
    if (!/^[0-9a-f]{32}$/.test(verify)) return undefined
    const certification = await session.certifications.byVerify(verify)
    if (!certification) return undefined
    const asset = await session.assets.find(certification.asset)
    const approval = await requestAbout(session, certification)
    const seats =
      approval?.stages.flatMap((stage) => stage.seats).filter((seat) => seat.votes.length > 0) ?? []
    const phase = hypercarePhase(certification, {
      now: world.clock.now(),
      programme: world.programme(),
    })
    const version = certifiedVersion(certification)
    const hypercare = hypercareOf(certification)
    const key = (await keysOf(session)).at(-1)
    return {
      ...(key ? { evidenceKey: key.fingerprint } : {}),
      reference: certification.id,
      name: asset?.name.body ?? certification.asset,
      ...(version === '' ? {} : { version }),
      tier: tierOf(certification),
      state: certification.state,
      isInForce: isLive(certification, world.clock.now()),
      ...(certification.validFrom === null ? {} : { certifiedAt: certification.validFrom }),
      ...(certification.validUntil === null ? {} : { validUntil: certification.validUntil }),
      conditionsOpen: certification.conditions.filter(
        (one) => one.state !== 'met' && one.id !== (phase && hypercare?.id),
      ).length,
      ...(phase && hypercare
        ? {
            hypercare: {
              ...(certification.goLive === null ? {} : { from: certification.goLive.day }),
              until: hypercare.due,
              isBegun: phase === 'begun',
            },
          }
        : {}),
      approvedBy: [...new Set(seats.map((seat) => roleWords(seat.role)))],
      programme: world.programme().title,
      policyVersion: String(certification.policy.version),
    }
  })
