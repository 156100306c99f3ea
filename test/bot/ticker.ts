import { openTicking } from './ticking.ts'

/** One running Assay whose clock its parent sets: a process of its own for the test of stopping and going on. */
const [file = ''] = process.argv.slice(2)
let time = 0
let taken = 0
const ticking = await openTicking(
  file,
  () => time,
  async () => {
    taken += 1
    // The parent may stop it here, between what it has read and what it writes.
    if (taken === 5) process.send?.({ said: 'busy' })
  },
)

process.on('message', (told: { readonly now: number }) => {
  time = told.now
  taken = 0
  ticking.faults.length = 0
  void ticking.tick().then(() => process.send?.({ said: 'done', faults: ticking.faults.map(String) }))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ said: 'up' })
