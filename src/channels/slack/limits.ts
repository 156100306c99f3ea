/**
 * What Slack takes, in characters and counts. From docs.slack.dev/reference/block-kit and the comments of @slack/types; where those two
 * differ, the smaller. Slack refuses a whole message or view for one thing that is too long.
 */
export const LIMITS = {
  message: {
    blocks: 50,
    /** The blocks as JSON. Not documented; refused from some 13,200 on (github.com/slackapi/bolt-js/issues/2509 and 2867). */
    size: 12_000,
    /** The line beside the blocks: cut at 40,000 when posted, at about 4,000 when edited. */
    text: 3_000,
  },
  view: {
    blocks: 100,
    /** 250 kB are taken; the rest is for what surrounds the blocks, and for characters that need more than one byte. */
    bytes: 240_000,
    title: 24,
    metadata: 3_000,
  },
  id: 255,
  text: 3_000,
  header: 150,
  fields: { most: 10, text: 2_000 },
  actions: 25,
  button: { text: 75, value: 2_000, url: 3_000, label: 75 },
  confirm: { title: 100, text: 300, button: 30 },
  input: { label: 2_000, hint: 2_000, placeholder: 150, value: 3_000, error: 2_000 },
  /** `bytes`: so much of a view may the options of one input take. */
  options: { radio: 10, select: 100, groups: 100, text: 75, value: 75, group: 75, bytes: 40_000 },
  image: { alt: 2_000, url: 3_000 },
} as const

/**
 * How fast Slack takes messages (https://docs.slack.dev/apis/web-api/rate-limits): one a second into a conversation, several hundred
 * a minute into a workspace, of which we use 300, and fifty new faces a minute (`chat.update` is of tier 3). It lets short bursts pass;
 * what answers somebody has those.
 */
export const RATES = {
  conversation: [{ most: 1, inMs: 1_000 }],
  workspace: [
    { most: 20, inMs: 1_000 },
    { most: 300, inMs: 60_000 },
  ],
  repaint: [{ most: 50, inMs: 60_000 }],
} as const
