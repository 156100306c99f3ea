import module from 'node:module'
import { fileURLToPath } from 'node:url'

// Plain JavaScript on purpose: it has to run on a Node that is too old for the rest, and say so.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Assay needs Node 22.18 or newer and found ${process.versions.node}. ` +
      'On Linux x64 "npm ci" brings Node 24 along: run "npm ci", then start Assay through npm ("npm start", "npm test").',
  )
  process.exit(78)
}

// Stripping types and compiling take a third of a start: the second one finds the first one's work. Beside the packages, since whoever can
// write there can change the program anyway; in a shared temporary folder anybody could. Where it cannot be written, nothing is lost.
module.enableCompileCache?.(fileURLToPath(new URL('node_modules/.cache/assay', import.meta.url)))

// Every import between its own files names the file, ending and all: there is nothing to search for. It takes 50 ms off a start.
module.registerHooks?.({
  resolve: (specifier, context, next) =>
    specifier.startsWith('.') && specifier.endsWith('.ts') && context.parentURL
      ? {
          url: new URL(specifier, context.parentURL).href,
          format: 'module-typescript',
          shortCircuit: true,
        }
      : next(specifier, context),
})
