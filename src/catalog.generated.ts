// Collected from the folders by tools/collect.ts (npm run collect). Not edited by hand.
import dealsEditDealAction from './deals/actions/edit-deal.ts'
import dealsRedoDealAction from './deals/actions/redo-deal.ts'
import dealsTurnDealPageAction from './deals/actions/turn-deal-page.ts'
import dealsUndoDealAction from './deals/actions/undo-deal.ts'
import dealsListDealsCommand from './deals/commands/list-deals.ts'
import dealsLogWinCommand from './deals/commands/log-win.ts'
import dealsShowDealCommand from './deals/commands/show-deal.ts'
import dealsUndoDealCommand from './deals/commands/undo-deal.ts'
import dealsEditDealForm from './deals/forms/edit-deal.ts'
import dealsDealNotePost from './deals/posts/deal-note.ts'
import dealsWinCardPost from './deals/posts/win-card.ts'
import deliveryDeliveryProblemPost from './delivery/posts/delivery-problem.ts'
import helpShowHelpCommand from './help/commands/show-help.ts'
import progressShowMathsAction from './progress/actions/show-maths.ts'
import progressShowProgressAction from './progress/actions/show-progress.ts'
import progressShowProgressCommand from './progress/commands/show-progress.ts'
import targetsSetTargetCommand from './targets/commands/set-target.ts'
import workspacesSetRoleCommand from './workspaces/commands/set-role.ts'
import workspacesSetUpCommand from './workspaces/commands/set-up.ts'

export const catalog = {
  commands: [
    dealsListDealsCommand,
    dealsLogWinCommand,
    dealsShowDealCommand,
    dealsUndoDealCommand,
    helpShowHelpCommand,
    progressShowProgressCommand,
    targetsSetTargetCommand,
    workspacesSetRoleCommand,
    workspacesSetUpCommand,
  ],
  actions: [
    dealsEditDealAction,
    dealsRedoDealAction,
    dealsTurnDealPageAction,
    dealsUndoDealAction,
    progressShowMathsAction,
    progressShowProgressAction,
  ],
  forms: [
    dealsEditDealForm,
  ],
  posts: [
    dealsDealNotePost,
    dealsWinCardPost,
    deliveryDeliveryProblemPost,
  ],
} as const
