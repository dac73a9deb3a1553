// Telling the story of a win, as a feature: a button opens the form, the form tells it, and an undo takes back what was told.
import { z } from 'zod'
import type { Argument } from '../conversation/argument.ts'
import { Complaint } from '../conversation/complaint.ts'
import { asTyped } from '../conversation/mention.ts'
import { Stale } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Request } from '../conversation/request.ts'
import type { Filled, Form } from '../message/form.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type DealNumber, type MemberId } from '../vocabulary/ids.ts'
import { passed, read } from '../vocabulary/reading.ts'
import type { Pending } from '../workspaces/pending-store.ts'
import type { Deal } from './deal.ts'
import { cardKey, storyKey } from './deal-posts.ts'
import { readField } from './form-field.ts'
import { planId } from './plan.ts'
import { longestStory, type Story } from './story.ts'
import { storyEcho } from './story-message.ts'
import { type FoundStory, keptStories, type StoryStore, type ToldStory } from './story-store.ts'

const storyText: Pick<Argument<string>, 'name' | 'read'> = {
  name: 'argument.note',
  read: (words, at) => (words[at] ? read(asTyped(words[at].text), at + 1) : passed),
}

/** Throws a complaint for a deal that has no story to tell. */
export function checkWon({ number, state }: Pick<Deal, 'number' | 'state'>): void {
  if (state !== 'won') throw new Complaint('story.not-won', { number })
}

/** Asks how a deal was won, with what was told already. */
export function storyForm({ number }: Pick<Deal, 'number'>, story: Story | undefined, { say }: Pick<Request, 'say'>): Form {
  return {
    name: 'add-story',
    about: String(number),
    title: say.plain('story.form-title', { number }),
    submit: say.plain('button.save'),
    cancel: say.plain('button.cancel'),
    fields: [
      {
        name: 'story',
        label: say.plain('story.form-label'),
        kind: 'text',
        initial: story?.text ?? '',
        hint: say.plain(story ? 'story.form-hint-again' : 'story.form-hint'),
        required: story === undefined,
        longest: longestStory,
      },
    ],
  }
}

/** What nobody can see is no story. */
const unseen = /^[\p{Default_Ignorable_Code_Point}\p{Z}\u2800]*$/u

/** What was filled in; undefined where the field was emptied, `untouched` where it was not there. */
export function readStory(filled: Filled, request: Request): string | undefined | typeof untouched {
  const text = readField('story', filled, storyText, request, true)
  if (text === undefined) return untouched
  if (text === null) return undefined
  if (unseen.test(text)) throw new Complaint('story.empty', {}, { field: 'story' })
  if ([...text].length > longestStory) throw new Complaint('story.too-long', { longest: longestStory }, { field: 'story' })
  return text
}

/** Whatever was told stays. */
const untouched = Symbol('untouched')

export interface StoryNeeds {
  readonly stories: Pick<StoryStore, 'change'>
}

/** Puts a text in place of what was told of a deal; undefined takes it away. `deal`: as it was when it was decided who may. */
export function tellStory(
  request: Request,
  deal: Deal,
  filled: ReturnType<typeof readStory>,
  replaces: boolean,
  needs: StoryNeeds,
): Promise<Answer> {
  const { speaker, now } = request
  return changeStory(request, deal, replaces, needs, ({ story }) => {
    const text = filled === untouched ? story?.text : filled
    if (story === undefined && text === undefined) throw new Complaint('story.empty', {}, { field: 'story' })
    if (story?.text === text) return undefined
    return text === undefined ? { what: 'removed' } : telling(deal.number, text, speaker.id, story?.at ?? now, story)
  })
}

/** Takes back what was told, if that still stands: what it was before comes again. */
export function untellStory(request: Request, deal: Deal, { before, after }: Kept, needs: StoryNeeds): Promise<Answer> {
  return changeStory(request, deal, true, needs, ({ story }) => {
    if ((story?.text ?? null) !== (after?.text ?? null)) throw new Complaint('story.changed-since', { number: deal.number })
    return { what: before ? 'restored' : 'untold', story: before ?? undefined }
  })
}

interface Step {
  readonly what: 'told' | 'corrected' | 'removed' | 'restored' | 'untold'
  /** Undefined: there is none any more. */
  readonly story?: Story | undefined
}

const telling = (number: DealNumber, text: string, by: MemberId, at: Story['at'], before: Story | undefined): Step => ({
  what: before ? 'corrected' : 'told',
  story: { number, by, text, at },
})

function changeStory(
  request: Request,
  seen: Deal,
  replaces: boolean,
  { stories }: StoryNeeds,
  step: (found: FoundStory) => Step | undefined,
): Promise<Answer> {
  const { workspace, speaker, key, now } = request
  const id = planId(workspace.id, key)
  return stories.change({
    workspace: workspace.id,
    version: workspace.version,
    requestKey: key,
    at: now,
    by: speaker.id,
    number: seen.number,
    decide(found): ToldStory | Answer {
      const { deal, story: before } = found
      if (!deal) throw new Complaint('deal.unknown', { number: seen.number })
      // Who may tell it was decided on whose deal it was.
      if (deal.owner !== seen.owner) throw new Stale()
      checkWon(deal)
      const told = step(found)
      const said = (what: Step['what'] | 'unchanged', story: Story | undefined, undo?: string): Answer => ({
        kind: 'message',
        message: storyEcho({ what, deal, story, isShown: found.card !== undefined, undo }, request),
        replaces,
      })
      if (!told) return said('unchanged', before)
      const { story } = told
      const undoable = told.what !== 'restored' && told.what !== 'untold'
      return {
        story,
        posts: storyPosts(deal.number, story, found, id),
        answer: said(told.what, story, undoable ? id : undefined),
        ...(undoable ? { undo: { id, payload: keptJson(deal.number, before, story) } } : {}),
      }
    },
  })
}

/** The first time it answers the deal's card, or in the thread where that is a line; then that is rewritten. `id`: of this change. */
export function storyPosts(
  number: DealNumber,
  story: Story | undefined,
  { card, isPosted }: Pick<FoundStory, 'card' | 'isPosted'>,
  id: string,
): readonly Post[] {
  if (!card || (!isPosted && !story)) return []
  const post = { to: card.to, kind: 'win-story', about: { deal: number } }
  return isPosted
    ? [{ ...post, key: `${storyKey(number)}/${id}`, action: { do: 'rewrite', of: storyKey(number) } }]
    : [{ ...post, key: storyKey(number), action: { do: 'reply', of: card.thread ?? cardKey(number) } }]
}

const storedStory = z.object({ by: z.int(), text: z.string(), at: z.int() }).nullable()
const storedUndo = z.object({ number: z.int(), before: storedStory, after: storedStory })

/** What an undo needs: what was told before, and what was told then. */
export interface Kept {
  readonly number: DealNumber
  readonly before: Story | null
  readonly after: Story | null
}

const keptJson = (number: DealNumber, before: Story | undefined, after: Story | undefined): string => {
  const facts = (story: Story | undefined) => (story ? { by: story.by, text: story.text, at: story.at } : null)
  return JSON.stringify({ number, before: facts(before), after: facts(after) })
}

/** Of a change that was kept for an undo; undefined for anything else that waits, or does not any more. */
export function keptStory(waiting: Pick<Pending, 'kind' | 'payload'> | undefined): Kept | undefined {
  if (waiting?.kind !== keptStories) return undefined
  const { number: digits, before, after } = storedUndo.parse(JSON.parse(waiting.payload))
  const number = asId<DealNumber>(digits)
  const story = (facts: typeof before): Story | null =>
    facts && { number, by: asId<MemberId>(facts.by), text: facts.text, at: asInstant(facts.at) }
  return { number, before: story(before), after: story(after) }
}
