import type { Message } from '../conversation.ts'
import type { Persona } from '../persona.ts'
import type { Press } from '../press.ts'
import type { AsSlack } from './blocks.ts'

export type State = {
  readonly personas: readonly Persona[]
  readonly shared: { readonly id: string; readonly title: string }
  readonly now: string
  readonly messages: readonly Message[]
}

/** What became of a press. `again` where the same press may be sent once more, with its key. */
export type Outcome =
  | {
      readonly ok: true
      readonly messages: readonly Message[]
      readonly fieldErrors: Readonly<Record<string, string>>
    }
  | { readonly ok: false; readonly sentence: string; readonly again: boolean }

/** Waits between tries when the connection is lost; the key makes a second arrival harmless. */
const waitsMs = [400, 1200, 3000]

/** Sends a press; tries again by itself where the connection was lost. */
export const send = async (press: Press): Promise<Outcome> => {
  for (const waitMs of [...waitsMs, undefined]) {
    const response = await post('/playground/incoming', press)
    if (response) return outcomeOf(response)
    if (waitMs !== undefined) await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
  return { ok: false, sentence: 'That did not reach Assay. Nothing you typed is lost.', again: true }
}

/** Moves the clock; gives the sentence to show. */
export const moveClock = async (
  move: 'hour' | 'day' | 'next',
): Promise<{ now?: string; sentence: string }> => {
  const response = await post('/playground/clock', { move })
  if (!response) return { sentence: 'The clock could not be reached. Try again.' }
  // Our own server answered: the shape is the one that it writes.
  const body = (await response.json()) as { now?: string; moved?: boolean; sentence?: string }
  if (!response.ok) return { sentence: body.sentence ?? 'The clock could not be moved.' }
  return {
    ...(body.now === undefined ? {} : { now: body.now }),
    sentence: body.moved ? '' : 'Nothing is due.',
  }
}

/** Lets a persona leave the organisation; gives the sentence to show. */
export const leave = async (persona: string): Promise<string> => {
  const response = await post('/playground/leave', { persona })
  return response?.ok
    ? 'Gone: nobody can reach them now. Move the clock by a day, Assay looks every night. Writing brings them back.'
    : 'That did not reach Assay. Try again.'
}

/** What Slack would be sent for a message; undefined where nobody can tell. */
export const asSlack = async ({ conversation, id }: Message): Promise<AsSlack | undefined> => {
  const query = new URLSearchParams({ conversation, message: id })
  try {
    const response = await fetch(`/playground/slack?${query.toString()}`)
    return response.ok ? ((await response.json()) as AsSlack) : undefined
  } catch {
    return undefined
  }
}

type Listener = {
  readonly state: (state: State) => void
  readonly message: (message: Message) => void
  readonly clock: (now: string) => void
  readonly connected: (isConnected: boolean) => void
}

/** Listens to what happens; the browser connects again by itself, and is then told everything anew. */
export const listen = (listener: Listener): void => {
  const source = new EventSource('/playground/stream')
  source.addEventListener('state', ({ data }: MessageEvent<string>) => {
    listener.connected(true)
    listener.state(JSON.parse(data) as State)
  })
  source.addEventListener('message', ({ data }: MessageEvent<string>) =>
    listener.message(JSON.parse(data) as Message),
  )
  source.addEventListener('clock', ({ data }: MessageEvent<string>) =>
    listener.clock((JSON.parse(data) as { now: string }).now),
  )
  source.addEventListener('error', () => {
    listener.connected(false)
    // A refusal (the server is starting) closes the stream for good: begin a new one.
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(() => listen(listener), 2000)
  })
}

/** Undefined where no answer came. */
const post = async (path: string, body: unknown): Promise<Response | undefined> => {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    return undefined
  }
}

const outcomeOf = async (response: Response): Promise<Outcome> => {
  const body: unknown = await response.json().catch(() => ({}))
  if (response.ok) return { ok: true, ...(body as Omit<Extract<Outcome, { ok: true }>, 'ok'>) }
  const { sentence } = body as { sentence?: string }
  return {
    ok: false,
    sentence: sentence ?? 'Assay could not take that.',
    again: response.status >= 500 || response.status === 409,
  }
}
