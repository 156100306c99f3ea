import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { createRender } from '../../src/cards/render.ts'
import { samples } from './samples.ts'

const require = createRequire(import.meta.url)
const reader = {
  zone: 'Europe/Berlin',
  locale: 'en',
  now: '2026-11-24T08:00:00.000Z',
  publicUrl: 'http://127.0.0.1:3978',
}

it('a template is made when its card is first shown, once, and none before', () => {
  // Every `new Template` prepares what it is given.
  const { Template } = require('adaptivecards-templating') as {
    readonly Template: { prepare: (node: unknown) => unknown }
  }
  const { prepare } = Template
  let made = 0
  Template.prepare = (node) => {
    made += 1
    return prepare(node)
  }
  try {
    const render = createRender()
    expect(made).toBe(0)
    render(samples.line, reader)
    const first = made
    expect(first).toBeGreaterThan(0)
    for (let nth = 0; nth < 3; nth += 1) render(samples.line, reader)
    expect(made).toBe(first)
  } finally {
    Template.prepare = prepare
  }
})
