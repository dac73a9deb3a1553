// Suggestions from the database, for who asks: only what they may see.
import type { SuggestionSource } from '../conversation/suggest.ts'
import { settingChoices } from '../workspaces/settings/setting-choices.ts'
import { withinReach } from '../workspaces/within-reach.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { SuggestionStore } from './suggestion-store.ts'

export function suggestionSource(store: SuggestionStore, workspaces: Pick<WorkspaceStore, 'teams'>): SuggestionSource {
  return {
    async names(of, part, known) {
      return store.names(of, known.workspace.id, part, withinReach(known, 'see deals', await workspaces.teams(known.workspace)))
    },
    async deals(part, open, known) {
      const within = withinReach(known, 'see deals', await workspaces.teams(known.workspace))
      return store.deals(known.workspace.id, part, { open, own: known.speaker.id, within })
    },
    people: (part, installation, { workspace }) => store.people(workspace.id, installation, part),
    teams: ({ workspace }) => workspaces.teams(workspace),
    settings: ({ workspace }, say) => settingChoices(workspace, say),
  }
}
