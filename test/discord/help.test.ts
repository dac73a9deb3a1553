// All that help tells is read in one message, whoever asks in whatever language: nothing of it is attached.
import { describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import type { OpenRequest } from '../../src/conversation/request.ts'
import { native } from '../../src/discord/native.ts'
import { renderAnswer } from '../../src/discord/render.ts'
import help from '../../src/help/commands/show-help.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import { roles } from '../../src/vocabulary/roles.ts'
import { ids, refused } from './rendering.ts'

describe.each(spokenLanguages)('in %s', (language) => {
  test.each(['nobody yet', ...roles])('for %s', async (role) => {
    const say = sayIn(language)
    const known = role === 'nobody yet' ? undefined : { speaker: { role } }
    for (const command of [undefined, 'dealbell', 'deal']) {
      const request = { say, known } as unknown as OpenRequest // all that help looks at
      const answer = await help.run(request, { command }, { commands: catalog.commands })
      if (answer.kind !== 'message') throw new Error('Help is a message')
      const rendered = renderAnswer(answer.message, ids.forMessage('1'), say, native(catalog.commands, language))
      expect(refused(rendered)).toEqual([])
      expect(rendered.files).toEqual([])
    }
  })
})
