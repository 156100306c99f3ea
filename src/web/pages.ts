import { html } from 'hono/html'
import { certificateDay } from '../domain/time-words.ts'
import { standingOf } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { page } from './page.ts'

type Html = ReturnType<typeof html>

/** The public page of one certificate. */
export const certificatePage = (id: string, certificate: Certificate): Html => {
  const standing = standingOf(certificate)
  const approved =
    certificate.approvedBy.length > 0 ? certificate.approvedBy.join(', ') : 'the programme, by its rules'
  return page(
    `${certificate.name}: ${standing.word}`,
    html`<article class="certificate">
      <p class="kicker">${certificate.programme}</p>
      <h1>${certificate.name}</h1>
      <p class="standing ${standing.colour}"><strong>${standing.word}.</strong> ${standing.sentence}</p>
      <dl>
        ${fact('Reference', certificate.reference)}
        ${certificate.version === undefined ? '' : fact('Version', certificate.version)}
        ${fact('Risk tier', certificate.tier)}
        ${certificate.certifiedAt === undefined ? '' : fact('Certified on', certificateDay(certificate.certifiedAt))}
        ${certificate.validUntil === undefined ? '' : fact('Valid until', certificateDay(certificate.validUntil))}
        ${fact('Approved by', approved)} ${fact('Policy version', certificate.policyVersion)}
      </dl>
      ${
        certificate.isInForce && certificate.validUntil !== undefined
          ? html`<p><a class="button" href="/verify/${id}/calendar.ics">Add to calendar</a></p>`
          : ''
      }
      ${
        certificate.evidenceKey === undefined
          ? ''
          : html`<p class="small">
              What its decision rests on can be had as a signed file, by whoever may read it. The key that
              signs is <a href="/evidence/key">${certificate.evidenceKey}</a>.
            </p>`
      }
      <p class="small">This page always shows the certificate as it stands now.</p>
    </article>`,
  )
}

/** `/` where the playground is off. */
export const statusPage = (): Html =>
  page(
    'Assay is running',
    html`<h1>Assay is running</h1>
      <p>You meet it in Microsoft Teams or Slack: say <strong>help</strong> to it there.</p>`,
  )

export const notFoundPage = (): Html =>
  page(
    'Nothing here',
    html`<h1>There is nothing at this address</h1>
      <p>
        The link may be cut short or out of date. Ask whoever gave it to you, or say
        <strong>status</strong> to Assay in chat.
      </p>`,
  )

export const certificateNotFoundPage = (): Html =>
  page(
    'No such certificate',
    html`<h1>No certificate has this link</h1>
      <p>
        Check that the whole link was copied. If somebody showed it to you as proof, ask them for the link
        from their certificate card.
      </p>`,
  )

export const faultPage = (token: string): Html =>
  page(
    'Something went wrong',
    html`<h1>Something went wrong on our side</h1>
      <p>Try again in a moment. If it happens again, quote <strong>${token}</strong>.</p>`,
  )

const fact = (term: string, value: string): Html =>
  html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`
