import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'

/**
 * One server that is measured, in a process of its own: `serve.ts <variant> <database file> <address of the outside>`. It tells its parent
 * its port, and a product the deliveries that its people send; the parent tells a baseline what to answer. Asked for `templates`, a
 * product says how many were made so far.
 */
export type Variant = 'slack-product' | 'slack-bare' | 'teams-product' | 'teams-bare'
export type Told =
  { readonly port: number; readonly deliveries: readonly string[] } | { readonly templates: number }

const [variant, file = '', outside = ''] = process.argv.slice(2)
const tell = (told: Told): void => void process.send?.(told)
const require = createRequire(import.meta.url)

let templates = 0
/** Every `new Template` prepares what it is given. */
const countTemplates = (): void => {
  const { Template } = require('adaptivecards-templating') as {
    readonly Template: { prepare: (node: unknown) => unknown }
  }
  const { prepare } = Template
  Template.prepare = (node) => {
    templates += 1
    return prepare(node)
  }
}

const listenerOf = async () => {
  switch (variant) {
    case 'slack-product':
    case 'teams-product': {
      countTemplates()
      const platform = variant === 'slack-product' ? 'slack' : 'teams'
      return (await import('./product.ts')).openProduct(platform, file, outside)
    }
    case 'slack-bare':
      return {
        listener: (await import('./bare-slack.ts')).openBareSlack(file, await answer),
        deliveries: [],
      }
    case 'teams-bare':
      return {
        listener: (await import('./bare-teams.ts')).openBareTeams(file, await answer, outside),
        deliveries: [],
      }
    default:
      throw new Error(`there is no variant ${String(variant)}`)
  }
}

const answer = new Promise<string>((resolve) => {
  process.on('message', (asked: 'templates' | { readonly answer: string }) => {
    if (asked === 'templates') tell({ templates })
    else resolve(asked.answer)
  })
})
process.on('disconnect', () => process.exit(0))

const { listener, deliveries } = await listenerOf()
const server = createServer(listener)
server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port, deliveries }))
