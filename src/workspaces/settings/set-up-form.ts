// Setting up as a short guided form: two steps, each stored when it is sent, so that it can be left at any point and gone on with.
import type { Say } from '../../languages/say.ts'
import type { Form } from '../../message/form.ts'
import { settingNamed } from './all.ts'
import type { On, Setting } from './setting.ts'
import { settingsForm } from './settings-form.ts'

const steps: readonly (readonly Setting[])[] = [
  ['currency', 'timezone', 'language', 'announce', 'amounts'],
  ['fiscal-year', 'week-start', 'working-days', 'holidays'],
].map((names) => names.map(settingNamed))

export interface SetUpStep {
  /** From 0. */
  readonly step: number
  /** The workspace was made a moment ago. */
  readonly first: boolean
  /** Under which what earlier steps changed was recorded. */
  readonly recorded: readonly number[]
}

/** The settings of a step, and whether another one follows. */
export const settingsOfStep = (step: number): readonly Setting[] => steps[step] ?? []
export const isLastStep = (step: number): boolean => step >= steps.length - 1

/** `zoneGuessed`: nobody told the zone, so that it has to be filled in. */
export function setUpForm({ step, first, recorded }: SetUpStep, on: On, say: Say, zoneGuessed = false): Form {
  const values = { step: step + 1, steps: steps.length }
  const note = step === 0 && first ? { note: say.plain('setup.form-note', { example: '/dealbell setup' }) } : {}
  // Who sets up where wins should be announced has said so by being there.
  const announce = on.here === undefined || on.here === on.settled.announce ? {} : { announce: 'here' }
  return settingsForm(
    {
      name: 'set-up',
      about: `${step};${first ? 1 : 0};${recorded.join(',')}`,
      title: say.plain('setup.form-title', values),
      submit: say.plain(isLastStep(step) ? 'button.save' : 'button.next'),
      settings: settingsOfStep(step),
      ...note,
      initial: { ...announce, ...(zoneGuessed ? { timezone: '' } : {}) },
    },
    on,
    say,
  )
}

/** Undefined for what no such form carries. */
export function readSetUpStep(about: string): SetUpStep | undefined {
  const [, step, first, ids = ''] = /^(\d);([01]);((?:\d{1,10},){0,9}(?:\d{1,10})?)$/.exec(about) ?? []
  if (step === undefined || Number(step) >= steps.length) return undefined
  return { step: Number(step), first: first === '1', recorded: ids.split(',').filter(Boolean).map(Number) }
}
