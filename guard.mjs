// Plain JavaScript on purpose: it has to run on a Node that is too old for the rest, and say so.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Assay needs Node 22.18 or newer and found ${process.versions.node}. ` +
      'On Linux x64 "npm ci" brings Node 24 along: run "npm ci", then start Assay through npm ("npm start", "npm test").',
  )
  process.exit(78)
}
