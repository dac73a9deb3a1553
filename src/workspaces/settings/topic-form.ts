// The form of a topic's settings.
import type { Say } from '../../languages/say.ts'
import type { Form } from '../../message/form.ts'
import { settings } from './all.ts'
import type { On, Setting, Topic } from './setting.ts'
import { settingsForm } from './settings-form.ts'

export const settingsOfTopic = (topic: Topic): readonly Setting[] => settings.filter((setting) => setting.topic === topic)

export const topicForm = (topic: Topic, on: On, say: Say): Form =>
  settingsForm(
    {
      name: 'settings',
      about: topic,
      title: say.plain(`settings.topic-${topic}`),
      submit: say.plain('button.save'),
      settings: settingsOfTopic(topic),
    },
    on,
    say,
  )
