import { sha256 } from '../../hash.ts'
import type { HomeView, KnownBlock, ModalView } from '@slack/types'
import type { Action, Card, Element } from '../../ports/card.ts'
import { createButtons } from './buttons.ts'
import type { ShowCard } from './buttons.ts'
import { buttonBlocks, draw, note, unfolded } from './draw.ts'
import type { Pen } from './draw.ts'
import { fit, messageRoom, viewRoom } from './fit.ts'
import type { Room } from './fit.ts'
import { LIMITS } from './limits.ts'
import { isInput, piecesOf } from './pieces.ts'
import { buttonValue, metadataOf, pressFor } from './press.ts'
import type { Kept, Origin } from './press.ts'
import { clean, cut, escaped, isBlank, lengthOf, plainText } from './text.ts'
import { blockIdOf } from './values.ts'

// The whole of the translator is reached through this file.
export { keptOf, pressOf } from './press.ts'
export type { Origin, Press } from './press.ts'
export { errorsOf, valuesOf } from './values.ts'

type Execute = Extract<Action, { type: 'Action.Execute' }>

/** Whether a card asks for anything itself; what it asks when something folded up is opened does not count. */
export const asksInputs = (card: Card): boolean => hasInput(card.body)

/**
 * A card as a message: for reading. One that asks shows its words and a button that opens the form: `card.refresh.action`, the press
 * that shows the same card again.
 */
export const messageOf = (card: Card): { text: string; blocks: KnownBlock[] } => ({
  text: escaped(cut(lineOf(card), LIMITS.message.text)),
  blocks: reading(card, messageRoom),
})

/** A person's home tab, for reading like a message. */
export const homeOf = (card: Card): HomeView => ({ type: 'home', blocks: reading(card, viewRoom) })

/** A card as a modal: for filling in. Who sends it makes the card's main press; its other buttons stand at the end. */
export const modalOf = (card: Card, kept: { readonly origin?: Origin }): ModalView =>
  modal(card, { title: '', body: card.body, actions: card.actions ?? [] }, kept)

/** What is folded up in a card, as a modal: the part that a button's `details` names; the whole card for 0, or where there is no such part. */
export const detailsOf = (
  card: Card,
  details: number,
  kept: { readonly origin?: Origin } = {},
): ModalView => {
  const part = details === 0 ? undefined : partsOf(card)[details]
  return part
    ? modal(card, { title: part.title, body: part.card.body, actions: part.card.actions ?? [] }, kept)
    : modalOf(card, kept)
}

const reading = (card: Card, room: Room): KnownBlock[] => {
  const parts = partsOf(card)
  const pen: Pen = { button: createButtons(card.refresh?.action, parts), nameInput: undefined }
  const opener = asksInputs(card) ? openerOf(card) : undefined
  const actions = opener ? [opener] : (card.actions ?? [])
  const body = [...draw(piecesOf(card.body), pen), ...unfolded(actions, pen)]
  if (body.length === 0) body.push(note(lineOf(card)))
  return fit(body, buttonBlocks(actions, pen), [moreNote, ...buttonBlocks(parts.slice(0, 1), pen)], room)
}

/** The card in one line; also where it has nothing else that Slack can show, as no view may be empty. */
const lineOf = ({ fallbackText }: Card): string => (isBlank(fallbackText) ? 'Assay' : fallbackText)

/** Opens the form of a card; undefined where there is no way to ask for the card again. */
const openerOf = ({ refresh }: Card): Execute | undefined =>
  refresh && buttonValue(pressFor(refresh.action)) !== undefined
    ? { ...refresh.action, title: 'Open the form', style: 'positive', tooltip: '' }
    : undefined

type Sheet = {
  readonly title: string
  readonly body: readonly Element[]
  readonly actions: readonly Action[]
}

const modal = (card: Card, { title, body, actions }: Sheet, { origin }: Kept): ModalView => {
  const pen: Pen = { button: createButtons(card.refresh?.action, partsOf(card)), nameInput: namerOf(card) }
  const asks = hasInput(body)
  const submit = asks ? (submitOf(actions) ?? submitOf(actionsIn(body))) : undefined
  const others = actions.filter((action) => action !== submit)
  const pieces = piecesOf(body)
  const heading = pieces.find(({ kind }) => kind === 'heading')
  const name =
    [title, heading?.kind === 'heading' ? heading.text : ''].find((one) => !isBlank(one)) ?? 'Assay'
  // A heading that is the title of the window as a whole is not said twice.
  const isSaid =
    heading?.kind === 'heading' && heading.text === name && lengthOf(clean(name)) <= LIMITS.view.title
  const drawn = [
    ...draw(isSaid ? pieces.filter((piece) => piece !== heading) : pieces, pen),
    ...unfolded(others, pen),
  ]
  if (drawn.length === 0) drawn.push(note(lineOf(card)))
  const blocks = fit(drawn, buttonBlocks(others, pen), [moreNote], viewRoom)
  return {
    type: 'modal',
    title: plainText(name, LIMITS.view.title),
    close: plainText('Close', LIMITS.view.title),
    // Slack asks for one wherever there is an input, also in what had to be unfolded.
    ...(asks || blocks.some(({ type }) => type === 'input')
      ? { submit: plainText(submit?.title ?? '', LIMITS.view.title, 'Done') }
      : {}),
    private_metadata: metadataOf({
      ...(submit ? { press: pressFor(submit) } : {}),
      ...(origin ? { origin } : {}),
    }),
    blocks,
  }
}

/** The press that sending a form makes: the main one of those that take what was filled in. */
const submitOf = (actions: readonly Action[]): Execute | undefined => {
  const sending = actions.filter(
    (action): action is Execute => action.type === 'Action.Execute' && action.associatedInputs !== 'none',
  )
  return sending.find(({ style }) => style === 'positive') ?? sending[0]
}

/** Names stay the same as long as the card does. Else what somebody typed would stand in the next card's inputs. */
const namerOf = ({ body, actions }: Card): ((inputId: string) => string) => {
  const hash = sha256(JSON.stringify([body, actions])).slice(0, 8)
  let named = 0
  return (inputId) => {
    named += 1
    return blockIdOf(inputId, `${hash}-${named}`)
  }
}

const hasInput = (elements: readonly Element[]): boolean =>
  elements.some((element) => {
    if (element.type === 'Container') return hasInput(element.items)
    if (element.type === 'ColumnSet') return element.columns.some(({ items }) => hasInput(items))
    return isInput(element)
  })

/** The whole card, then everything that is folded up in it, in order; what is folded up in a part comes after it. */
const partsOf = ({ body, actions = [] }: Card): readonly ShowCard[] => {
  const within = (elements: readonly Element[], foot: readonly Action[]): readonly ShowCard[] =>
    [...actionsIn(elements), ...foot].flatMap((action) =>
      action.type === 'Action.ShowCard'
        ? [action, ...within(action.card.body, action.card.actions ?? [])]
        : [],
    )
  const whole: ShowCard = {
    type: 'Action.ShowCard',
    title: 'Show all of it',
    card: { type: 'AdaptiveCard', body, actions },
  }
  return [whole, ...within(body, actions)]
}

const actionsIn = (elements: readonly Element[]): readonly Action[] =>
  elements.flatMap((element) => {
    if (element.type === 'ActionSet') return element.actions
    if (element.type === 'Container') return actionsIn(element.items)
    if (element.type === 'ColumnSet') return element.columns.flatMap(({ items }) => actionsIn(items))
    return []
  })

const moreNote = note('There is more than Slack shows here.')
