import { liveThrough } from '../year/year.ts'

/** `node test/calendar/live.ts <people> <certifications> <days> <seed>`: lives through a time and gives what was counted to whoever started it. */
const [people = 0, certifications = 0, days = 0, seed = 0] = process.argv.slice(2).map(Number)
const report = await liveThrough({ people, certifications, days, seed })
process.send?.(report)
