import type { Tier } from '../domain/programme.ts'
import type { Path } from './document.ts'
import { valueAt } from './place.ts'
import type { Reader } from './reader.ts'
import type { Labelled, MicroCertification, Page, Policy, Question, Stage, Step } from './shape.ts'

/** An item of a list, with its place in the file: items that could not be read are left out. */
export type Placed<Part> = { readonly path: Path; readonly part: Part }

/** Sections of the policy that are well formed. */
export type Sections = { readonly [Key in keyof Policy]?: Policy[Key] | undefined }

/** All parts that could be read. Lists are without the items that could not; `whole` tells which lists are complete. */
export type Parts = {
  readonly top: Sections
  readonly kinds: readonly Labelled[]
  readonly platforms: readonly Labelled[]
  readonly questions: readonly Placed<Question>[]
  readonly pages: readonly Placed<Page>[]
  readonly steps: readonly Placed<Step>[]
  readonly microCertifications: readonly Placed<MicroCertification>[]
  readonly stages: Readonly<Record<Tier, readonly Placed<Stage>[]>>
  readonly isWhole: (path: Path) => boolean
}

/** Ids of a list's items as they stand in the file, also of items that are wrong otherwise. */
export const idsAt = (data: unknown, path: Path): readonly string[] => {
  const list = valueAt(data, path)
  return Array.isArray(list)
    ? list.map((item) => valueAt(item, ['id'])).filter((id): id is string => typeof id === 'string')
    : []
}

/** Notes ids that stand twice in one list, at the second place. */
export const checkIds = (reader: Reader, path: Path): void => {
  const list = valueAt(reader.data, path)
  const seen = new Set<string>()
  for (const [index, item] of (Array.isArray(list) ? list : []).entries()) {
    const id = valueAt(item, ['id'])
    if (typeof id !== 'string') continue
    if (seen.has(id))
      reader.mistake(
        [...path, index, 'id'],
        `the id "${id}" stands in this list twice; give one of them another`,
      )
    seen.add(id)
  }
}
