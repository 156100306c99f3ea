/** Requests of some days: asked for, decided, and decided by their deadline. */
export type RequestFigures = { readonly asked: number; readonly decided: number; readonly inTime: number }

/** Counts over the whole programme; nobody's name is in them. */
export type Figures = {
  /** Open requests, and the one that has waited longest. */
  readonly open: () => Promise<{
    readonly count: number
    readonly oldest: { readonly approval: string; readonly since: string } | null
  }>
  /** From one instant to before another. */
  readonly requests: (from: string, to: string) => Promise<RequestFigures>
  /** How often each step was passed, from an instant on; a step that never was is left out. */
  readonly steps: (from: string) => Promise<readonly { readonly step: string; readonly count: number }[]>
  /** Certificates that stop counting, and waivers that run out, before then. */
  readonly ending: (before: string) => Promise<{ readonly certificates: number; readonly waivers: number }>
}
