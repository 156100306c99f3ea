import { spawn } from 'node:child_process'

/** `npm run test:calendar -- --large --seed 7 --people 500`: what is for the year goes into its environment, everything else to the runner. */
const rest: string[] = []
const env: Record<string, string | undefined> = { ...process.env }
const words = process.argv.slice(2)
for (let at = 0; at < words.length; at += 1) {
  const word = words[at] ?? ''
  if (word === '--large') env['YEAR_LARGE'] = '1'
  else if (word === '--seed') env['YEAR_SEED'] = words[(at += 1)]
  else if (word === '--people') env['YEAR_PEOPLE'] = words[(at += 1)]
  else rest.push(word)
}
spawn('vitest', ['run', '--project', 'calendar', ...rest], { stdio: 'inherit', env }).on('exit', (code) => {
  process.exitCode = code ?? 1
})
