import { createServer } from 'node:http'

/** What merely importing packages takes: `imports.ts <port> <package>...` answers once they are loaded. */
const [port, ...packages] = process.argv.slice(2)
for (const one of packages) await import(one)
createServer((_request, response) => response.end('ready')).listen(Number(port), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
