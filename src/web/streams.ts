/** One page that listens: server-sent events. */
export type Stream = {
  readonly body: ReadableStream<Uint8Array>
  readonly send: (event: string, content: unknown) => void
  readonly onClose: (then: () => void) => void
}

/** All pages that listen, so that they can be told together and let go together. */
export type Streams = {
  readonly open: () => Stream
  readonly sendAll: (event: string, content: unknown) => void
  readonly close: () => void
}

/** Pages that may listen at once; one more sends the oldest away, which comes back when it is looked at. */
const pagesMost = 32
/** A page that lets this many events wait has gone to sleep: it is let go, and reads everything when it comes back. */
const waitingMost = 500

export const createStreams = (): Streams => {
  const all = new Map<Stream, () => void>()
  const encoder = new TextEncoder()

  const open = (): Stream => {
    const closings: (() => void)[] = []
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    const end = (): void => {
      if (!controller) return
      const open = controller
      controller = undefined
      all.delete(stream)
      for (const closing of closings) closing()
      open.close()
    }
    const stream: Stream = {
      body: new ReadableStream<Uint8Array>({
        start: (opened) => {
          controller = opened
        },
        cancel: () => {
          controller = undefined
          all.delete(stream)
          for (const closing of closings) closing()
        },
      }),
      send: (event, content) => {
        if (!controller) return
        // JSON has no raw line breaks, so that one `data:` line holds it all.
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(content)}\n\n`))
        if ((controller.desiredSize ?? 0) < -waitingMost) end()
      },
      onClose: (then) => closings.push(then),
    }
    all.set(stream, end)
    if (all.size > pagesMost) [...all.values()][0]?.()
    return stream
  }

  return {
    open,
    sendAll: (event, content) => {
      for (const stream of all.keys()) stream.send(event, content)
    },
    close: () => {
      for (const end of all.values()) end()
    },
  }
}
