import { readFields } from '../../domain/form.ts'

/** The longest reason; more is better said in person. */
export const mostReason = 1000

/** Reads the reason of a decision; an empty one is asked for at its field. */
export const readReason = (values: { readonly reason?: string | undefined }): string =>
  readFields(
    [
      {
        id: 'reason',
        label: 'Reason',
        help: '',
        kind: 'words',
        required: true,
        isReason: true,
        most: mostReason,
        options: [],
      },
    ],
    { reason: values.reason ?? '' },
  )['reason'] ?? ''
