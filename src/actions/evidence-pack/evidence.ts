import type { TrailLine } from '../trail/trail.ts'

/** Words that somebody gave to a question or a field. */
type Given = { readonly asked: string; readonly words: string }

/** One approver's answer, with the hash of the content that they saw. */
export type Vote = {
  readonly who: string
  /** The absent person in whose place they decided; '' where it was their own part. */
  readonly onBehalfOf: string
  readonly role: string
  readonly verdict: string
  readonly at: string
  readonly platform: string
  readonly content: string
  readonly reason: string
}

/** What was asked of whom at one stage, and what they answered. */
export type Stage = {
  readonly title: string
  readonly needs: readonly string[]
  readonly votes: readonly Vote[]
}

/** Everything that a decision rests on, in words: what an evidence pack tells. Instants are ISO 8601 UTC, hashes SHA-256 in hex. */
export type Evidence = {
  readonly certification: string
  readonly programme: string
  readonly organisation: string
  readonly asset: {
    readonly reference: string
    readonly name: string
    readonly purpose: string
    readonly kind: string
    readonly platform: string
    readonly version: string
    readonly developer: string
    readonly owner: string
    readonly deputy: string
  }
  readonly decision: {
    readonly verdict: string
    readonly at: string
    readonly platform: string
    readonly by: readonly string[]
    readonly reason: string
    /** Hash of the content that was decided on, and which submitted version of it that was. */
    readonly content: string
    readonly version: number
    readonly validFrom: string
    readonly validUntil: string
    /** When what it rested on was laid down: a minute later, once it could no longer be undone. */
    readonly recordedAt: string
  }
  readonly risk: {
    readonly tier: string
    readonly score: number
    readonly drivers: readonly { readonly question: string; readonly answer: string; readonly why: string }[]
    readonly ruling: {
      readonly tier: string
      readonly by: string
      readonly second: string
      readonly at: string
      readonly reason: string
    } | null
    /** Exceptions for answers that block, each as often as it was asked for. */
    readonly waivers: readonly {
      readonly question: string
      readonly answer: string
      readonly state: string
      readonly until: string
      readonly reason: string
      readonly controls: string
      readonly by: string
      readonly at: string
      /** The owner whose word was needed beside the approvers', and when it was said; '' where none was. */
      readonly owner: string
      readonly ownerAt: string
      readonly refusal: string
      readonly stages: readonly Stage[]
    }[]
    readonly answers: readonly {
      readonly number: number
      readonly question: string
      readonly answer: string
    }[]
    readonly changed: readonly {
      readonly question: string
      readonly from: string
      readonly to: string
      readonly at: string
    }[]
  }
  readonly steps: readonly {
    readonly title: string
    readonly phase: string
    /** Who has to pass it: "peer", "security". */
    readonly by: string
    readonly passedBy: string
    readonly passedAt: string
    readonly given: readonly Given[]
    readonly evidence: readonly {
      readonly kind: string
      readonly words: string
      readonly by: string
      readonly at: string
      readonly hash: string
    }[]
  }[]
  readonly requests: readonly {
    readonly reference: string
    readonly state: string
    readonly content: string
    readonly openedAt: string
    readonly closedAt: string
    readonly stages: readonly Stage[]
  }[]
  readonly appeal: { readonly by: string; readonly at: string; readonly reason: string } | null
  /** What became of it since, as it stands when the pack is made. */
  readonly since: {
    readonly state: string
    readonly conditions: readonly {
      readonly words: string
      readonly due: string
      readonly state: string
      readonly evidence: string
    }[]
    readonly goLive: {
      readonly day: string
      readonly responsible: string
      readonly by: string
      readonly at: string
    } | null
    readonly sample: string
  }
  readonly trail: readonly TrailLine[]
  readonly policy: { readonly version: number; readonly hash: string; readonly isKept: boolean }
}
