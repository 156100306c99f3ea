import { registerHooks } from 'node:module'

/** Loaded before the program: remembers what it imports, and tells its parent when asked. */
export type Loaded = {
  /** What its own files name, such as `hono/html`. */
  readonly packages: readonly string[]
  /** Addresses of every file, its own and those of packages. */
  readonly files: readonly string[]
}

const packages = new Set<string>()
const files = new Set<string>()

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context)
    files.add(found.url)
    const isOwn =
      context.parentURL?.includes('/src/') === true && !context.parentURL.includes('/node_modules/')
    const isProgram = /\.[cm]?js$/.test(found.url)
    if (isOwn && isProgram && !/^[./]/.test(specifier)) packages.add(specifier)
    return found
  },
})

process.on('message', () => process.send?.({ packages: [...packages], files: [...files] } satisfies Loaded))
