// What a meeting came to, under its agenda.
import { post } from '../../conversation/post.ts'
import type { AgendaNeeds } from '../agenda.ts'
import { summaryMessage } from '../summary-message.ts'
import { agendaAbout } from './agenda.ts'

export default post({
  name: 'agenda-summary',
  async render({ workspace, about, say }, needs: AgendaNeeds) {
    const agenda = await agendaAbout(about, workspace, needs)
    return agenda && summaryMessage(agenda, say)
  },
})
