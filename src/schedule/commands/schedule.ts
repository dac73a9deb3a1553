// `/dealbell schedule`: what the bot does by itself and when; with a ritual and what it should be an admin changes it, or sees what it would say.
import { flag, keyword, optional } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { channel, chosenChannel } from '../../workspaces/chosen-channel.ts'
import { onOff } from '../../workspaces/people-arguments.ts'
import { timeOfDay } from '../../workspaces/settings/times.ts'
import { type ChangeNeeds, changeRitual } from '../change-ritual.ts'
import { type PreviewNeeds, previewRitual } from '../preview.ts'
import { ritualCalled, ritualWords } from '../ritual-called.ts'
import { type ShowNeeds, showRitual, showSchedule } from '../show-schedule.ts'
import { stretch, weekday } from '../when-arguments.ts'
import type { Wish } from '../wish.ts'

type Needs = ShowNeeds & ChangeNeeds & PreviewNeeds & { readonly workspaces: ChangeNeeds['workspaces'] & PreviewNeeds['workspaces'] }

export default command({
  name: 'dealbell schedule',
  summary: 'command.dealbell-schedule',
  examples: [
    '/dealbell schedule',
    '/dealbell schedule leaderboard',
    '/dealbell schedule leaderboard off',
    '/dealbell schedule leaderboard thu 15:00 #sales',
    '/dealbell schedule leaderboard here catch-up 4h',
    '/dealbell schedule leaderboard default',
    '/dealbell schedule leaderboard preview',
  ],
  mayUse: 'schedules',
  changes: 'with its answer',
  slots: {
    ritual: optional(ritualWords),
    state: optional(onOff),
    day: optional(weekday),
    time: optional(timeOfDay),
    channel: optional(channel),
    here: flag('here'),
    catchUp: keyword('catch-up', stretch),
    usual: flag('default'),
    preview: flag('preview'),
  },
  async run(request, { ritual: words, state, day, time, preview, usual, catchUp, ...chosen }, needs: Needs) {
    const wish: Wish = {
      usual,
      on: state === undefined ? undefined : state === 'on',
      weekday: day,
      time,
      to: chosenChannel(request, chosen),
      catchUp,
    }
    const wishes = Object.values(wish).some((value) => value !== undefined)
    if (!words) {
      if (wishes || preview) throw new Complaint('schedule.which', {}, { example: '/dealbell schedule leaderboard thu 15:00' })
      return showSchedule(request, needs, false)
    }
    const called = ritualCalled(words, needs.rituals)
    if (!called) return showSchedule(request, needs, false, words.map(({ text }) => text).join(' '))
    const [first] = called.rest
    const last = called.rest.at(-1)
    if (first && last) {
      const example = { example: '/dealbell schedule leaderboard thu 15:00 #sales' }
      throw new Complaint('schedule.word-unknown', { text: first.text }, { mark: { from: first.from, to: last.to }, ...example })
    }
    if (preview && wishes)
      throw new Complaint('schedule.preview-alone', {}, { example: `/dealbell schedule ${called.ritual.name} preview` })
    if (preview) return previewRitual(request, called.ritual, needs, false)
    return wishes
      ? changeRitual(request, called.ritual, wish, needs, { replaces: false })
      : showRitual(request, called.ritual, needs, false)
  },
})
