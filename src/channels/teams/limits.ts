/** What Teams allows, what we allow ourselves, and how long we wait. */

/** A request's body; an activity is a few KiB. */
export const bodyBytes = 256 * 1024
/** A bearer token; Microsoft's are below 2 KiB. */
export const tokenCharacters = 8 * 1024
/** A card as UTF-8. Teams takes about 100 KB as UTF-16, older clients less (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages). */
export const cardBytes = 25 * 1024
/** How far a clock may be off where a token's end is looked at; the library allows the same. */
export const skewMs = 5 * 60_000

/** One call to the connector. Teams sends a delivery again after 15 s. */
export const callMs = 8_000
/** Finding out whether a token is right, keys included. */
export const authenticationMs = 8_000
/** The name of somebody who was picked: nice to have. */
export const lookupMs = 2_000
/** A token for our own calls. */
export const loginMs = 5_000
/** How long a delivery waits for its own reply to be up before it is acknowledged all the same. */
export const replyMs = 8_000
/** How long stopping waits for what is under way. */
export const stopMs = 10_000

/** Tries of a message that answers somebody; what is owed has its own in the outbox. */
export const replyTries = 3
/** The longest wait between two of them. */
export const replyWaitMs = 3_000
/** The longest that a platform may tell us to wait. */
export const longestWaitMs = 10 * 60_000

/** Deliveries whose reply is up, kept so that none comes up twice. */
export const repliesKept = 10_000
/** People whose platform id and name are kept in memory. */
export const peopleKept = 10_000

/** How fast Teams takes messages of a bot (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). */
export const threadRates = [
  { most: 7, inMs: 1_000 },
  { most: 8, inMs: 2_000 },
  { most: 60, inMs: 30_000 },
  { most: 1_800, inMs: 3_600_000 },
] as const
export const tenantRates = [{ most: 50, inMs: 1_000 }] as const
