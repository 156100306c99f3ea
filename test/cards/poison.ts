/** A view with hostile words in place of everybody's. */
export const poison = (value: unknown, hostile: string, key = ''): unknown => {
  if (typeof value === 'string') return notWords.has(key) || value === '' ? value : hostile
  if (Array.isArray(value)) return value.map((one) => poison(one, hostile, key))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        name === 'fields'
          ? poisonFields(member, hostile)
          : // What rides in a button was read from a list.
            name === 'rollout' && typeof member === 'object'
            ? member
            : poison(member, hostile, name),
      ]),
    )
  return value
}
/** Inputs are ours but for what was typed into them and whom one may choose. */
const poisonFields = (fields: unknown, hostile: string): unknown =>
  (fields as { kind: string; value: string; options: { id: string }[] }[]).map((field) => ({
    ...field,
    value: field.kind === 'line' || field.kind === 'words' ? hostile : field.value,
    options:
      field.kind === 'person'
        ? field.options.map((option) => ({ ...option, label: hostile }))
        : field.options,
  }))

/** Fields of a view that are not words to show: ids, states and instants. */
const notWords = new Set([
  'kind',
  'scope',
  'link',
  'what',
  'id',
  'part',
  'asset',
  'handOver',
  'person',
  'request',
  'offer',
  'back',
  'change',
  'stage',
  'before',
  'upTo',
  'until',
  'certification',
  'approval',
  'step',
  'condition',
  'tier',
  'outcome',
  'verdict',
  'deed',
  'stepState',
  'conditionState',
  'tone',
  'due',
  'snoozedUntil',
  'digestCame',
  'over',
  'passed',
  'rung',
  'at',
  'since',
  'control',
  'of',
  'counted',
  'until',
  'appealUntil',
  'first',
  'last',
  'lapses',
  'validFrom',
  'validUntil',
  'inForceUntil',
  'revocation',
  'replacedBy',
  'verify',
  'hash',
  'code',
  'token',
  'flag',
  'place',
  'state',
  'where',
  'next',
  'comes',
  'phase',
  'day',
  'waiver',
  'ask',
  'held',
  'suspends',
  'questionId',
  'reminds',
  'ends',
  'otherwise',
  'latest',
  'snooze',
  'onItUntil',
  'sentAt',
  'who',
  'because',
  'certifiedAt',
  'word',
  'after',
  'countsUntil',
  'campaign',
  'how',
  'startedAt',
  'endedAt',
  'seen',
])
