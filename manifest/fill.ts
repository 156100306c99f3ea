/** What the places in a manifest stand for, by their name: `${{APP_ID}}` takes `APP_ID`. */
type Values = Readonly<Record<string, string>>

/** Fills the places of a manifest. Throws for a place that has no value, so that none reaches a platform. */
export const fill = (template: string, values: Values): string =>
  template.replace(/\$\{\{(\w*)\}\}/g, (place, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`Filling a manifest: nothing is known for ${place}`)
    return JSON.stringify(value).slice(1, -1)
  })

/** Turns a filled Slack manifest to Socket Mode, in which Slack needs no address of ours: it is taken out wherever it stands. */
export const overSocket = (manifest: string): string => {
  const addresses = ['url', 'request_url']
  const read: unknown = JSON.parse(manifest, (key, value: unknown) =>
    addresses.includes(key) ? undefined : key === 'socket_mode_enabled' ? true : value,
  )
  return `${JSON.stringify(read, null, 2)}\n`
}
