import { explainsEach } from './mistake.ts'

// What is wrong in days, hours, rungs and spans.
explainsEach([
  [
    'a rung that stands twice',
    'before: [-14, -7, -2, 0]',
    'before: [-14, -7, ▮-7, 0]',
    '-7 stands here twice; keep one',
  ],
  [
    'somebody who would join after the days of grace',
    'moderate: { deputy: 3, manager: 7, steward: 12 }',
    'moderate: { deputy: 3, manager: 7, steward: ▮15 }',
    'nobody would be asked: at tier moderate the certificate ends 14 days after its day; write at most 14',
  ],
  [
    'somebody who would join before the renewal opens',
    'high: { deputy: -14, manager: -10, steward: -7 }',
    'high: { deputy: ▮-90, manager: -10, steward: -7 }',
    'the renewal opens only 60 days before; write -60 or later',
  ],
  [
    'a rung behind the day itself',
    'before: [-14, -7, -2, 0]',
    'before: [-14, -7, -2, ▮4]',
    'has to be at most 0',
  ],
  [
    'a reminder that stands twice',
    'remind_days: [30, 7, 1]',
    'remind_days: [30, 7, ▮7]',
    '7 days stand here twice; keep one',
  ],
  [
    'a zone that is not there',
    'zone: UTC',
    'zone: ▮Europe/Pariss',
    '"Europe/Pariss" is no time zone; write a name such as Europe/Paris or UTC. Did you mean "Europe/Paris"?',
  ],
  [
    'a day that is not there',
    `'2027-01-01'`,
    `▮'2027-02-29'`,
    '"2027-02-29" is no day; write year-month-day',
  ],
  [
    'a time without quotes',
    `quiet_hours: { from: '18:00'`,
    'quiet_hours: { from: ▮24:00',
    'quiet_hours: "from" is no time of day; write hours and minutes in quotes, such as "09:00"',
  ],
  [
    'a hypercare that outlasts its certificate',
    'go_live: { window_days: 30, hypercare_days: 30 }',
    'go_live: { window_days: 180, hypercare_days: ▮180 }',
    'hypercare could end after the certificate itself',
  ],
  [
    'a decision that can be undone for too long',
    'undo_seconds: 60',
    'undo_seconds: ▮6000',
    'decisions: "undo_seconds" has to be at most 600; write a smaller number',
  ],
  [
    'a span of decisions that is not known',
    'appeal_working_days: 10',
    '▮appeal_workin_days: 10',
    'Did you mean "appeal_working_days"?',
  ],
  [
    'a draft that lapses before it is asked about',
    'lapse_after_days: 30',
    'lapse_after_days: ▮2',
    'a draft would lapse before anybody was asked',
  ],
])
