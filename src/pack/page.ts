import { readFileSync } from 'node:fs'
import { html, raw } from 'hono/html'
import type { Evidence, Stage, Vote } from '../actions/evidence-pack/evidence.ts'
import { plain } from '../cards/plain.ts'
import { capital, day, facts, list, moment, platforms, quote, table } from './parts.ts'

type Html = ReturnType<typeof html>

const styles = readFileSync(new URL('page.css', import.meta.url), 'utf8')

/** The page of a pack for reading and printing: it needs nothing beside itself, and everything that people typed is text in it. */
export const evidencePage = (evidence: Evidence, fingerprint: string): string => {
  const { certification, asset, programme, organisation } = evidence
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Evidence ${certification}: ${asset.name}</title>
        <style>
          ${raw(styles)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <p class="kicker">${programme}, ${organisation}</p>
            <h1>${asset.name}</h1>
            <p>
              Evidence pack of ${certification}: everything that its decision rests on. All times are UTC.
            </p>
          </header>
          ${decisionPart(evidence)} ${assetPart(evidence)} ${riskPart(evidence)} ${waiversPart(evidence)}
          ${requestsPart(evidence)} ${sincePart(evidence)} ${stepsPart(evidence)} ${trailPart(evidence)}
          ${proofPart(evidence, fingerprint)}
        </main>
      </body>
    </html> `
  if (page instanceof Promise) throw new Error('a page that waits for something is not the same each time')
  // Nothing may turn the reading direction or hide, whoever typed it.
  return plain(page.toString(), Number.POSITIVE_INFINITY)
}

const decisionPart = ({ decision, risk, requests }: Evidence): Html =>
  html`<section class="verdict ${decision.verdict === 'rejected' ? 'rejected' : ''}">
    <h2>${capital(decision.verdict)}</h2>
    ${facts([
      [
        'Decided',
        `${moment(decision.at)}${decision.by.length === 0 ? ', by the rules of the programme' : ''}`,
      ],
      ['By', decision.by.join(', ')],
      ['Risk', `${risk.tier}, score ${risk.score}`],
      ['Valid', decision.validFrom === '' ? '' : `${day(decision.validFrom)} to ${day(decision.validUntil)}`],
      ['Reason', decision.reason],
      ['Submitted as', `version ${decision.version}`],
    ])}
    <p class="hash">Content that was decided on: ${decision.content}</p>
    <p class="small">
      Recorded ${moment(decision.recordedAt)}, once it could no longer be
      undone.${requests.length > 1 ? ` It was decided ${requests.length} times; each is below.` : ''}
    </p>
  </section>`

const assetPart = ({ asset }: Evidence): Html =>
  html`<section>
    <h2>What it is</h2>
    ${facts([
      ['Reference', asset.reference],
      ['What it is for', asset.purpose],
      ['Kind', `${asset.kind} on ${asset.platform}`],
      ['Version', asset.version],
      ['Developer', asset.developer],
      ['Owner', asset.owner],
      ['Deputy', asset.deputy],
    ])}
  </section>`

const riskPart = ({ risk }: Evidence): Html =>
  html`<section>
    <h2>Why ${risk.tier} risk</h2>
    ${list(risk.drivers.map(({ question, answer, why }) => html`<strong>${question}</strong>: ${answer} (${why})`))}
    ${
      risk.ruling
        ? html`<p>
            ${risk.ruling.by}${risk.ruling.second === '' ? '' : ` and ${risk.ruling.second}`} set the tier to
            ${risk.ruling.tier} on ${moment(risk.ruling.at)}: ${quote(risk.ruling.reason)}
          </p>`
        : ''
    }
    <h3>Every answer</h3>
    ${table(
      ['', 'Question', 'Answer'],
      risk.answers.map(({ number, question, answer }) => [String(number), question, answer]),
    )}
    ${
      risk.changed.length === 0
        ? ''
        : html`<h3>Answers changed after a result was shown</h3>
            ${table(
              ['Question', 'From', 'To', 'When'],
              risk.changed.map(({ question, from, to, at }) => [question, from, to, moment(at)]),
            )}`
    }
  </section>`

const requestsPart = ({ requests, decision, appeal }: Evidence): Html =>
  html`<section>
    <h2>Who decided</h2>
    ${requests.length === 0 ? html`<p>Nobody had to: the rules of the programme decided.</p>` : ''}
    ${requests.map(
      (request) =>
        html`<h3>${request.reference}: ${request.state}</h3>
          <p class="small">
            Asked
            ${moment(request.openedAt)}${request.closedAt === '' ? '' : `, closed ${moment(request.closedAt)}`}.
            ${request.content === decision.content ? 'The content is the one that was decided on.' : ''}
          </p>
          <p class="hash">Content asked about: ${request.content}</p>
          ${stageLines(request.stages)}`,
    )}
    ${appeal ? html`<p>${appeal.by} appealed on ${moment(appeal.at)}: ${quote(appeal.reason)}</p>` : ''}
  </section>`

const waiversPart = ({ risk }: Evidence): Html | '' =>
  risk.waivers.length === 0
    ? ''
    : html`<section>
        <h2>Waivers</h2>
        ${risk.waivers.map(
          (waiver) =>
            html`<h3>${waiver.question}: ${waiver.answer}</h3>
              ${facts([
                ['State', `${waiver.state}, until ${day(waiver.until)}`],
                ['Asked for', `by ${waiver.by}, ${moment(waiver.at)}`],
                ['Why', waiver.reason],
                ['Meanwhile', waiver.controls],
                [
                  'Owner',
                  waiver.owner === ''
                    ? ''
                    : `${waiver.owner}, ${waiver.ownerAt === '' ? 'has not agreed' : `agreed ${moment(waiver.ownerAt)}`}`,
                ],
                ['Refused', waiver.refusal],
              ])}
              ${stageLines(waiver.stages)}`,
        )}
      </section>`

const stageLines = (stages: readonly Stage[]): readonly Html[] =>
  stages.map(
    ({ title, needs, votes }, index) =>
      html`<h4>Stage ${index + 1}, ${title} <span class="small">(${needs.join(', ')})</span></h4>
        ${votes.length === 0 ? html`<p>Not reached, or nobody has decided.</p>` : votes.map(voteLine)}`,
  )

const voteLine = (vote: Vote): Html =>
  html`<div class="vote">
    <p>
      <strong>${vote.who}</strong>${vote.onBehalfOf === '' ? '' : `, in the place of ${vote.onBehalfOf}`}
      (${vote.role}): <strong>${vote.verdict}</strong>, ${moment(vote.at)},
      ${platforms[vote.platform] ?? vote.platform}
    </p>
    ${vote.reason === '' ? '' : html`<p>${quote(vote.reason)}</p>`}
    <p class="hash">Saw ${vote.content}</p>
  </div>`

const sincePart = ({ since }: Evidence): Html =>
  html`<section>
    <h2>What became of it</h2>
    <p>It is ${since.state} as this is made.</p>
    ${
      since.conditions.length === 0
        ? ''
        : table(
            ['Condition', 'By', 'State', 'What was said'],
            since.conditions.map(({ words, due, state, evidence }) => [words, day(due), state, evidence]),
          )
    }
    ${
      since.goLive
        ? html`<p>
            It goes live on ${day(since.goLive.day)}; ${since.goLive.responsible} looks after it in hypercare.
            ${since.goLive.by} said so on ${moment(since.goLive.at)}.
          </p>`
        : ''
    }
    ${since.sample === '' ? '' : html`<p>${since.sample}</p>`}
  </section>`

const stepsPart = ({ steps }: Evidence): Html =>
  html`<section>
    <h2>Every step</h2>
    ${steps.map(
      (step) =>
        html`<article class="step">
          <h3>${step.title}</h3>
          <p class="small">
            ${step.phase} · asked of: ${step.by} ·
            ${
              step.passedBy === ''
                ? 'not passed'
                : html`passed by <strong>${step.passedBy}</strong>, ${moment(step.passedAt)}`
            }
          </p>
          ${step.given.length === 0 ? '' : facts(step.given.map(({ asked, words }) => [asked, words] as const))}
          ${step.evidence.map(
            (one) =>
              html`<div class="vote">
                <p>
                  ${capital(one.kind)}, by ${one.by}, ${moment(one.at)}:
                  <span class="words">${one.words}</span>
                </p>
                <p class="hash">${one.hash}</p>
              </div>`,
          )}
        </article>`,
    )}
  </section>`

const trailPart = ({ trail }: Evidence): Html =>
  html`<section>
    <h2>Everything that happened</h2>
    ${table(
      ['Entry', 'When', 'Who', 'What', 'Policy'],
      trail.map(({ seq, at, subject, who, platform, what, why, policyVersion }) => [
        String(seq),
        `${at.slice(0, 19).replace('T', ' ')}\n${platforms[platform] ?? platform}`,
        who,
        `${subject}: ${what}${why === '' ? '' : `. “${why}”`}`,
        String(policyVersion),
      ]),
    )}
  </section>`

const proofPart = ({ policy, certification }: Evidence, fingerprint: string): Html =>
  html`<section>
    <h2>How to check this</h2>
    <p>
      Judged by version ${policy.version} of the programme policy.
      ${
        policy.isKept
          ? 'Its text is in this pack as policy.yaml.'
          : 'Its text was not kept; whoever has it can compare its SHA-256.'
      }
    </p>
    <p class="hash">Policy: ${policy.hash}</p>
    <p>
      The key of this installation signs the list of hashes (SHA256SUMS), and with it each file of the pack.
      Its fingerprint is on the installation’s own pages, /evidence/key and the page of each certificate;
      compare it there, not here.
    </p>
    <p class="hash">Key: ${fingerprint}</p>
    <pre>node verify-evidence.mjs evidence-${certification}.zip &lt;fingerprint&gt; [exported journal]</pre>
    <p>
      The script comes with Assay and needs Node alone. It proves that no byte was changed since this was
      made, that what is in record.json is what the journal’s entries left behind, that the words people typed
      are those that were hashed, and that each approver saw the content that was decided on. With an exported
      journal it also proves that the entries are that journal’s.
    </p>
    <p>
      It cannot prove what no one outside has seen: whoever runs the installation holds its key. Names are
      those that the platforms give their accounts. Where “(erased)” stands, words were erased on request;
      their hashes are still here.
    </p>
  </section>`
