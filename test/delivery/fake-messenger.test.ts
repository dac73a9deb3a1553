import { destination } from '../../src/conversation/platform.ts'
import { messengerContract } from '../contracts/messenger.ts'
import { TestClock } from '../fakes/clock.ts'
import { fakeMessenger } from '../fakes/messenger.ts'

messengerContract('The fake platform', () => {
  const clock = new TestClock()
  const messenger = fakeMessenger(clock)
  const to = destination({ platform: 'slack', id: 'T1' }, 'C1')
  return {
    messenger,
    destination: to,
    messages: async () => messenger.standing(to),
    inject(failure) {
      messenger.script('any', [failure])
    },
    remove: messenger.remove,
    now: clock.now,
  }
})
