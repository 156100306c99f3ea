/** What a clock on the wall shows: a second way to know it than the one that is checked. */
const walls = new Map<string, Intl.DateTimeFormat>()

type Wall = { readonly day: string; readonly time: string }

/** Day (YYYY-MM-DD) and time (HH:MM) in a zone. */
export const wallAt = (at: string, zone: string): Wall => {
  const key = `${at} ${zone}`
  const known = shown.get(key)
  if (known) return known
  if (shown.size > 10_000) shown.clear()
  const made = readWall(at, zone)
  shown.set(key, made)
  return made
}
const shown = new Map<string, Wall>()

const readWall = (at: string, zone: string): Wall => {
  let wall = walls.get(zone)
  if (!wall) {
    wall = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    walls.set(zone, wall)
  }
  const [day = '', time = ''] = wall.format(Date.parse(at)).split(', ')
  return { day, time }
}

/** Whether a day is none on which people work. */
export const isOff = (day: string, holidays: readonly string[]): boolean =>
  [0, 6].includes(new Date(`${day}T12:00:00.000Z`).getUTCDay()) || holidays.includes(day)

/** The same hour so many working days later, by the hours of the programme (in UTC): from a time off, from the next opening. */
export const workingDaysLater = (
  at: string,
  days: number,
  {
    from,
    to,
    holidays,
  }: { readonly from: string; readonly to: string; readonly holidays: readonly string[] },
): string => {
  const dayMs = 86_400_000
  let day = at.slice(0, 10)
  let time = at.slice(11)
  const next = (): void => {
    do day = new Date(Date.parse(`${day}T12:00:00.000Z`) + dayMs).toISOString().slice(0, 10)
    while (isOff(day, holidays))
  }
  if (isOff(day, holidays) || time.slice(0, 5) >= to) {
    next()
    time = `${from}:00.000Z`
  } else if (time.slice(0, 5) < from) time = `${from}:00.000Z`
  for (let left = days; left > 0; left -= 1) next()
  return `${day}T${time}`
}
