import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { readReference } from './actions/load.ts'
import { decide } from './actions/deliveries/decide.ts'
import { linesOf } from './actions/deliveries/views.ts'
import { certificationBehind, trailOf } from './actions/trail/trail.ts'
import { createBringIn } from './bot/bring-in.ts'
import {
  appliedWords,
  dryRunWords,
  exampleList,
  faultWords,
  readText,
  readWish,
} from './bot/bring-in-words.ts'
import { contextOf, newId, random } from './bot/context.ts'
import type { World } from './bot/context.ts'
import { createEvidence, keepPolicy } from './bot/evidence.ts'
import { owe } from './bot/owe.ts'
import { deliveryWords } from './cards/deliveries.ts'
import { longest, plain } from './cards/plain.ts'
import { list, trailLine } from './cards/words.ts'
import { createClock } from './clock.ts'
import { exitConfig, readConfig, readEnvFile } from './config.ts'
import { Refusal } from './domain/refusal.ts'
import { sha256 } from './hash.ts'
import { createSigning, keyFileOf } from './pack/signing-key.ts'
import type { Session, Store } from './ports/store.ts'
import { createProgrammeSource } from './programme/file.ts'
import { auditStore, exportStore } from './store/sqlite/inspect.ts'
import { fileOf, openStore } from './store/sqlite/open.ts'

readEnvFile()

const usage = `Assay, operator's commands: npm run assay -- <command>

  policy check [file]   read the programme policy and name every mistake (default: PROGRAMME_FILE)
  audit show <ref>      print what happened to CRT-12, AST-3 or APR-7, a line for each entry
  audit verify          prove the journal's chain and that every state row matches it
  audit export [file]   write the journal as JSON lines; verify-journal.mjs proves it anywhere (default: to the screen)
  deliveries            list the messages that reached nobody, and why
  deliveries resend <n> send one of them again; the running Assay does so within a second
  deliveries drop <n>   nobody has to care about it any more
  evidence <ref> [file] write everything that a decision rests on as one signed ZIP; verify-evidence.mjs proves it anywhere
  import <list.csv>     say what a list of what is there already would bring into the register; --apply brings it in,
                        --days 60 gives so many days to certify it
  import example        print a small list to begin with
  db migrate            make the database, or bring it to this version
  db backup <file>      copy the database into a new file, while it is in use
  help                  this text`

/** Messages that are listed; the rest is counted. */
const mostListed = 200

const store = async () => openStore({ file: fileOf(readConfig().databaseUrl), hash: sha256 })

const policyAt = (file: string) =>
  createProgrammeSource({
    file,
    read: (name) => readFileSync(name, 'utf8'),
    hash: sha256,
    onFault: () => {},
  })

/** Opens the database for one piece of work; throws where there is none yet. */
const inStore = async <T>(work: (opened: Store) => Promise<T>): Promise<T> => {
  const source = fileOf(readConfig().databaseUrl)
  if (!existsSync(source)) throw new Error(`there is no database at ${source}`)
  const opened = await store()
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

const inSession = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
  inStore((opened) => opened.transact(work))

/** What writing goes by: the policy, which is kept beside what it decides, and a clock. */
const worldIn = async (opened: Store, policy = policyAt(readConfig().programmeFile)): Promise<World> => {
  const clock = createClock(Date.now)
  // Time never runs backwards in the journal, also after a playground's clock was moved forward.
  const lastAt = await opened.transact((session) => session.journal.lastAt())
  if (lastAt !== undefined) clock.forward(lastAt)
  await keepPolicy(opened, policy, clock.now())
  return { clock, programme: policy.current, newId, random }
}

/** The certification behind a reference; says what an operator can do where there is none. */
const behind = async (session: Session, reference: string): ReturnType<typeof certificationBehind> => {
  try {
    return await certificationBehind(session, reference)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Error(
      `There is no ${reference} in ${fileOf(readConfig().databaseUrl)}. In chat, search and a word of its name finds the reference.`,
      { cause: error },
    )
  }
}

const zone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** An operator decides about a message that reached nobody. */
const decideOn = async (typed: string | undefined, deed: 'resent' | 'dropped'): Promise<string> => {
  if (!/^\d{1,15}$/.test(typed ?? ''))
    throw new Error('Name the message by its number: npm run assay -- deliveries')
  await inStore(async (opened) => {
    const context = contextOf(await worldIn(opened), 'system', 'command')
    await opened.transact(async (session) => {
      await decide(session, Number(typed), deed, context)
      await owe(session, context, { person: null, posted: undefined, matter: undefined })
    })
  })
  return deed === 'resent' ? `Message ${typed} is owed again.` : `Message ${typed} was dropped.`
}

/** Each command gives what it prints; one that throws has failed. */
const commands: Readonly<Record<string, (rest: readonly string[]) => Promise<string>>> = {
  'policy check': async ([given]) => {
    const file = given ?? readConfig().programmeFile
    const programme = policyAt(file).current()
    return `${file}: sound. Version ${programme.version}, ${programme.questions.length} questions, ${programme.steps.length} steps, content ${programme.hash.slice(0, 12)}`
  },
  'audit verify': async () => {
    const report = await auditStore(fileOf(readConfig().databaseUrl), sha256)
    if (!report.sound)
      throw new Error(report.seq === null ? report.fault : `entry ${report.seq}: ${report.fault}`)
    return `Sound: ${report.entries} entries in the chain, ${report.rows} state rows match. Head ${report.head.slice(0, 16)}`
  },
  'audit show': async ([typed = '']) => {
    const read = readReference(typed)
    if (!read || read.rest !== '')
      throw new Error('Name what to show, for example: npm run assay -- audit show CRT-12')
    const trail = await inSession(async (session) => trailOf(session, await behind(session, read.reference)))
    return trail
      .map((line) => {
        const { head, words } = trailLine(line, { zone: zone() })
        return plain(`${head} · ${words}`.replace(/\s+/g, ' '), longest.typed)
      })
      .join('\n')
  },
  deliveries: async () => {
    const [found, { undelivered: count }] = await inSession(
      async (session) =>
        [
          await linesOf(session, await session.outbox.undelivered(mostListed)),
          await session.outbox.figures(''),
        ] as const,
    )
    if (count === 0) return 'Every message reached somebody, or was dropped.'
    const now = createClock(Date.now).now()
    return [
      ...found.map((one) =>
        plain(
          `${one.message} · ${one.to} · ${one.about} · ${deliveryWords(one, { zone: zone(), now })}`,
          longest.typed,
        ),
      ),
      ...(count > found.length ? [`And ${count - found.length} older.`] : []),
    ].join('\n')
  },
  'deliveries resend': ([message]) => decideOn(message, 'resent'),
  'deliveries drop': ([message]) => decideOn(message, 'dropped'),
  'audit export': async ([target]) => {
    const lines = exportStore(fileOf(readConfig().databaseUrl))
    if (target === undefined) {
      for await (const line of lines) process.stdout.write(`${line}\n`)
      return ''
    }
    let entries = 0
    // An export is never written over another one.
    const file = createWriteStream(target, { flags: 'wx', mode: 0o600 })
    await pipeline(async function* () {
      for await (const line of lines) {
        entries += 1
        yield `${line}\n`
      }
    }, file)
    return `Wrote ${entries} entries to ${target}. Prove them with: node verify-journal.mjs ${target}`
  },
  evidence: async ([typed = '', target]) => {
    const read = readReference(typed)
    if (!read || read.rest !== '')
      throw new Error('Name what to prove, for example: npm run assay -- evidence CRT-12')
    const { databaseUrl, evidenceKeyFile } = readConfig()
    const signer = createSigning(keyFileOf(evidenceKeyFile, fileOf(databaseUrl)))
    const { pack, before } = await inStore(async (opened) => {
      await opened.transact((session) => behind(session, read.reference))
      return createEvidence({ store: opened, world: await worldIn(opened), signer }).make(read.reference)
    })
    const file = target ?? pack.name
    writeFileSync(file, pack.bytes, { flag: 'wx', mode: 0o600 })
    const compared = before
      ? ` ${before.pack === pack.hash ? 'The same file was' : `Another one (${before.pack.slice(0, 16)}) was`} handed out at ${before.at}.`
      : ''
    return `Wrote ${file}, SHA-256 ${pack.hash}.${compared} Prove it with: node verify-evidence.mjs ${file} <fingerprint of the key>`
  },
  'import example': async () => exampleList().trimEnd(),
  import: async (given) => {
    const wish = readWish(given)
    const policy = policyAt(readConfig().programmeFile)
    const { days, usual } = policy.current().existing
    if (wish.days !== undefined && !days.includes(wish.days))
      throw new Error(`${wish.days} days are not possible; the policy has ${days.join(', ')}`)
    return inStore(async (opened) => {
      const text = readText(wish.file)
      const list = createBringIn({ store: opened, world: await worldIn(opened, policy) })
      const found = await list.look(text, wish.days ?? usual)
      if (found.faults.length > 0) throw new Error(faultWords(wish.file, found))
      if (!wish.apply) return dryRunWords(wish.file, found)
      return appliedWords(found, await list.apply(found))
    })
  },
  'db migrate': async () => {
    const opened = await store()
    await opened.check()
    await opened.close()
    return 'The database is at this version.'
  },
  'db backup': async ([file]) => {
    if (file === undefined) throw new Error('Name the file to write: npm run assay -- db backup <file>')
    await inStore((opened) => opened.backup(file))
    return `Copied and proved: ${file}`
  },
  help: async () => usage,
}

/** What a command may be given besides its name. */
const mostWords: Readonly<Record<string, number>> = {
  'policy check': 1,
  'audit show': 1,
  'audit export': 1,
  'deliveries resend': 1,
  'deliveries drop': 1,
  'db backup': 1,
  import: 4,
  evidence: 2,
}

const [typed = 'help', second = '', ...others] = process.argv.slice(2)
const first = ['--help', '-h'].includes(typed) ? 'help' : typed
const named = (name: string) => (Object.hasOwn(commands, name) ? commands[name] : undefined)
const command = named(`${first} ${second}`) ?? named(first)
const rest = named(`${first} ${second}`) ? others : [second, ...others].filter((word) => word !== '')

const name = named(`${first} ${second}`) ? `${first} ${second}` : first
if (!command) {
  const near = Object.keys(commands).filter((one) => one.startsWith(first) || one.endsWith(` ${second}`))
  console.error(
    `I don't know "${[first, second].join(' ').trim()}". ${near.length > 0 ? `Did you mean ${list(near, 'or')}? ` : ''}Type npm run assay -- help`,
  )
  process.exitCode = 1
} else if (name !== 'help' && rest.length > (mostWords[name] ?? 0)) {
  console.error(`${name} does not take "${rest.at(-1)}". Type npm run assay -- help`)
  process.exitCode = 1
} else {
  try {
    const said = await command(rest)
    if (said !== '') console.log(said)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = first === 'policy' ? exitConfig : 1
  }
}
