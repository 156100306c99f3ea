import type { Check } from './tally.ts'
import { checks } from './tally.ts'
import type { YearReport } from './year.ts'

/** What must not have happened and did: each check with how often, and the first few. Nothing where all is well. */
export const offendersOf = ({ found }: Pick<YearReport, 'found'>): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...found].map(([check, { count, first }]) => [checks[check], { count, first }]))

/** The figures of a year, a line each. */
export const written = (report: YearReport, seed: number): string => {
  const { figures, governed, found, seconds } = report
  const line = (name: string, value: string | number): string => `  ${name.padEnd(44)} ${value}`
  const few = (value: number): string => value.toFixed(1)
  return [
    `A simulated year, seed ${seed}`,
    ...[...figures.counts].map(([name, count]) => line(name, count)),
    line('messages per completed matter', few(figures.perMatter)),
    line('messages per person and week, median', figures.medianPerWeek),
    line('messages per person and week, p99', figures.p99PerWeek),
    ...governed.map(({ outcome, because, count }) => line(`governor: ${outcome}, ${because}`, count)),
    ...Object.entries(checks).map(([check, meaning]) =>
      line(`${check} (${meaning})`, found.get(check as Check)?.count ?? 0),
    ),
    line('journal entries, verified', report.audit.sound ? report.audit.entries : 'not sound'),
    line('ticks / sittings', `${report.ticks} / ${report.acts}`),
    line(
      'seconds to sow, to live, of processor',
      [seconds.sown, seconds.lived, seconds.cpu].map(few).join(' / '),
    ),
    line('peak memory, MB', Math.round(report.megabytes)),
  ].join('\n')
}
