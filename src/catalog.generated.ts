// Collected from the folders by tools/collect.ts (npm run collect). Not edited by hand.
import activitiesCorrectActivityAction from './activities/actions/correct-activity.ts'
import activitiesRedoActivityAction from './activities/actions/redo-activity.ts'
import activitiesTurnActivityPageAction from './activities/actions/turn-activity-page.ts'
import activitiesUndoActivityAction from './activities/actions/undo-activity.ts'
import activitiesListActivitiesCommand from './activities/commands/list-activities.ts'
import activitiesLogActivityCommand from './activities/commands/log-activity.ts'
import activitiesShowRatiosCommand from './activities/commands/show-ratios.ts'
import activitiesUndoActivityCommand from './activities/commands/undo-activity.ts'
import activitiesCorrectActivityForm from './activities/forms/correct-activity.ts'
import dealsApprovePlanAction from './deals/actions/approve-plan.ts'
import dealsAskManagerAction from './deals/actions/ask-manager.ts'
import dealsCancelPlanAction from './deals/actions/cancel-plan.ts'
import dealsConfirmPlanAction from './deals/actions/confirm-plan.ts'
import dealsDeclinePlanAction from './deals/actions/decline-plan.ts'
import dealsEditDealAction from './deals/actions/edit-deal.ts'
import dealsLoseDealAction from './deals/actions/lose-deal.ts'
import dealsMoveDealAction from './deals/actions/move-deal.ts'
import dealsRedoDealAction from './deals/actions/redo-deal.ts'
import dealsSplitDealAction from './deals/actions/split-deal.ts'
import dealsTurnDealPageAction from './deals/actions/turn-deal-page.ts'
import dealsUndoDealAction from './deals/actions/undo-deal.ts'
import dealsWinDealAction from './deals/actions/win-deal.ts'
import dealsEditDealCommand from './deals/commands/edit-deal.ts'
import dealsListDealsCommand from './deals/commands/list-deals.ts'
import dealsLogWinCommand from './deals/commands/log-win.ts'
import dealsLoseDealCommand from './deals/commands/lose-deal.ts'
import dealsMoveDealCommand from './deals/commands/move-deal.ts'
import dealsOpenDealCommand from './deals/commands/open-deal.ts'
import dealsRebuildTotalsCommand from './deals/commands/rebuild-totals.ts'
import dealsShowDealCommand from './deals/commands/show-deal.ts'
import dealsSplitDealCommand from './deals/commands/split-deal.ts'
import dealsUndoDealCommand from './deals/commands/undo-deal.ts'
import dealsEditDealForm from './deals/forms/edit-deal.ts'
import dealsLoseDealForm from './deals/forms/lose-deal.ts'
import dealsMoveDealForm from './deals/forms/move-deal.ts'
import dealsSplitDealForm from './deals/forms/split-deal.ts'
import dealsApprovalOutcomePost from './deals/posts/approval-outcome.ts'
import dealsApprovalRequestPost from './deals/posts/approval-request.ts'
import dealsDealNotePost from './deals/posts/deal-note.ts'
import dealsSmallWinsPost from './deals/posts/small-wins.ts'
import dealsWinCardPost from './deals/posts/win-card.ts'
import deliveryDeliveryProblemPost from './delivery/posts/delivery-problem.ts'
import helpShowHelpCommand from './help/commands/show-help.ts'
import kudosUndoKudosAction from './kudos/actions/undo-kudos.ts'
import kudosGiveKudosCommand from './kudos/commands/give-kudos.ts'
import kudosListKudosCommand from './kudos/commands/list-kudos.ts'
import kudosKudosPost from './kudos/posts/kudos.ts'
import leaderboardPostBoardAction from './leaderboard/actions/post-board.ts'
import leaderboardShowBoardAction from './leaderboard/actions/show-board.ts'
import leaderboardShowPositionAction from './leaderboard/actions/show-position.ts'
import leaderboardShowBoardCommand from './leaderboard/commands/show-board.ts'
import leaderboardBoardPost from './leaderboard/posts/board.ts'
import leaderboardWeeklyLeaderboardRitual from './leaderboard/rituals/weekly-leaderboard.ts'
import pipelineShowPipelineAction from './pipeline/actions/show-pipeline.ts'
import pipelineShowPipelineCommand from './pipeline/commands/show-pipeline.ts'
import privacyExportMineAction from './privacy/actions/export-mine.ts'
import privacyEraseMemberCommand from './privacy/commands/erase-member.ts'
import privacyShowPrivacyCommand from './privacy/commands/show-privacy.ts'
import privacyEraseMemberForm from './privacy/forms/erase-member.ts'
import privacyOwnDataPost from './privacy/posts/own-data.ts'
import progressShowForecastAction from './progress/actions/show-forecast.ts'
import progressShowMathsAction from './progress/actions/show-maths.ts'
import progressShowProgressAction from './progress/actions/show-progress.ts'
import progressUndoForecastAction from './progress/actions/undo-forecast.ts'
import progressShowForecastCommand from './progress/commands/show-forecast.ts'
import progressShowProgressCommand from './progress/commands/show-progress.ts'
import targetsCancelSplitAction from './targets/actions/cancel-split.ts'
import targetsGiveTargetReasonAction from './targets/actions/give-target-reason.ts'
import targetsSetSplitAction from './targets/actions/set-split.ts'
import targetsShowSplitAction from './targets/actions/show-split.ts'
import targetsShowTargetsAction from './targets/actions/show-targets.ts'
import targetsUndoTargetsAction from './targets/actions/undo-targets.ts'
import targetsListTargetsCommand from './targets/commands/list-targets.ts'
import targetsSetTargetCommand from './targets/commands/set-target.ts'
import targetsSplitTargetCommand from './targets/commands/split-target.ts'
import targetsSplitReasonForm from './targets/forms/split-reason.ts'
import targetsTargetReasonForm from './targets/forms/target-reason.ts'
import transferImportCancelAction from './transfer/actions/import-cancel.ts'
import transferImportColumnsAction from './transfer/actions/import-columns.ts'
import transferImportRunAction from './transfer/actions/import-run.ts'
import transferImportUndoAction from './transfer/actions/import-undo.ts'
import transferExportFileCommand from './transfer/commands/export-file.ts'
import transferImportFileCommand from './transfer/commands/import-file.ts'
import transferImportTargetsCommand from './transfer/commands/import-targets.ts'
import transferImportColumnsForm from './transfer/forms/import-columns.ts'
import transferImportFileForm from './transfer/forms/import-file.ts'
import transferExportFilePost from './transfer/posts/export-file.ts'
import transferImportProblemsPost from './transfer/posts/import-problems.ts'
import workspacesOpenSettingsAction from './workspaces/actions/open-settings.ts'
import workspacesTakeRateBackAction from './workspaces/actions/take-rate-back.ts'
import workspacesTurnTeamPageAction from './workspaces/actions/turn-team-page.ts'
import workspacesUndoMemberChangeAction from './workspaces/actions/undo-member-change.ts'
import workspacesUndoSettingsAction from './workspaces/actions/undo-settings.ts'
import workspacesUndoTeamChangeAction from './workspaces/actions/undo-team-change.ts'
import workspacesAddTeamCommand from './workspaces/commands/add-team.ts'
import workspacesLeadTeamCommand from './workspaces/commands/lead-team.ts'
import workspacesManageMemberCommand from './workspaces/commands/manage-member.ts'
import workspacesMoveInTeamsCommand from './workspaces/commands/move-in-teams.ts'
import workspacesRemoveTeamCommand from './workspaces/commands/remove-team.ts'
import workspacesRenameTeamCommand from './workspaces/commands/rename-team.ts'
import workspacesSetRateCommand from './workspaces/commands/set-rate.ts'
import workspacesSetUpCommand from './workspaces/commands/set-up.ts'
import workspacesSettingsCommand from './workspaces/commands/settings.ts'
import workspacesShowTeamsCommand from './workspaces/commands/show-teams.ts'
import workspacesSetUpForm from './workspaces/forms/set-up.ts'
import workspacesSettingsForm from './workspaces/forms/settings.ts'
import workspacesNowAdminPost from './workspaces/posts/now-admin.ts'

export const catalog = {
  commands: [
    activitiesListActivitiesCommand,
    activitiesLogActivityCommand,
    activitiesShowRatiosCommand,
    activitiesUndoActivityCommand,
    dealsEditDealCommand,
    dealsListDealsCommand,
    dealsLogWinCommand,
    dealsLoseDealCommand,
    dealsMoveDealCommand,
    dealsOpenDealCommand,
    dealsRebuildTotalsCommand,
    dealsShowDealCommand,
    dealsSplitDealCommand,
    dealsUndoDealCommand,
    helpShowHelpCommand,
    kudosGiveKudosCommand,
    kudosListKudosCommand,
    leaderboardShowBoardCommand,
    pipelineShowPipelineCommand,
    privacyEraseMemberCommand,
    privacyShowPrivacyCommand,
    progressShowForecastCommand,
    progressShowProgressCommand,
    targetsListTargetsCommand,
    targetsSetTargetCommand,
    targetsSplitTargetCommand,
    transferExportFileCommand,
    transferImportFileCommand,
    transferImportTargetsCommand,
    workspacesAddTeamCommand,
    workspacesLeadTeamCommand,
    workspacesManageMemberCommand,
    workspacesMoveInTeamsCommand,
    workspacesRemoveTeamCommand,
    workspacesRenameTeamCommand,
    workspacesSetRateCommand,
    workspacesSetUpCommand,
    workspacesSettingsCommand,
    workspacesShowTeamsCommand,
  ],
  actions: [
    activitiesCorrectActivityAction,
    activitiesRedoActivityAction,
    activitiesTurnActivityPageAction,
    activitiesUndoActivityAction,
    dealsApprovePlanAction,
    dealsAskManagerAction,
    dealsCancelPlanAction,
    dealsConfirmPlanAction,
    dealsDeclinePlanAction,
    dealsEditDealAction,
    dealsLoseDealAction,
    dealsMoveDealAction,
    dealsRedoDealAction,
    dealsSplitDealAction,
    dealsTurnDealPageAction,
    dealsUndoDealAction,
    dealsWinDealAction,
    kudosUndoKudosAction,
    leaderboardPostBoardAction,
    leaderboardShowBoardAction,
    leaderboardShowPositionAction,
    pipelineShowPipelineAction,
    privacyExportMineAction,
    progressShowForecastAction,
    progressShowMathsAction,
    progressShowProgressAction,
    progressUndoForecastAction,
    targetsCancelSplitAction,
    targetsGiveTargetReasonAction,
    targetsSetSplitAction,
    targetsShowSplitAction,
    targetsShowTargetsAction,
    targetsUndoTargetsAction,
    transferImportCancelAction,
    transferImportColumnsAction,
    transferImportRunAction,
    transferImportUndoAction,
    workspacesOpenSettingsAction,
    workspacesTakeRateBackAction,
    workspacesTurnTeamPageAction,
    workspacesUndoMemberChangeAction,
    workspacesUndoSettingsAction,
    workspacesUndoTeamChangeAction,
  ],
  forms: [
    activitiesCorrectActivityForm,
    dealsEditDealForm,
    dealsLoseDealForm,
    dealsMoveDealForm,
    dealsSplitDealForm,
    privacyEraseMemberForm,
    targetsSplitReasonForm,
    targetsTargetReasonForm,
    transferImportColumnsForm,
    transferImportFileForm,
    workspacesSetUpForm,
    workspacesSettingsForm,
  ],
  posts: [
    dealsApprovalOutcomePost,
    dealsApprovalRequestPost,
    dealsDealNotePost,
    dealsSmallWinsPost,
    dealsWinCardPost,
    deliveryDeliveryProblemPost,
    kudosKudosPost,
    leaderboardBoardPost,
    privacyOwnDataPost,
    transferExportFilePost,
    transferImportProblemsPost,
    workspacesNowAdminPost,
  ],
  rituals: [
    leaderboardWeeklyLeaderboardRitual,
  ],
} as const
