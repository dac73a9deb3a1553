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
import agendaAgendaActionDoneAction from './agenda/actions/agenda-action-done.ts'
import agendaAgendaAssignAction from './agenda/actions/agenda-assign.ts'
import agendaAgendaCarryAction from './agenda/actions/agenda-carry.ts'
import agendaAgendaDoneAction from './agenda/actions/agenda-done.ts'
import agendaAgendaOrderAction from './agenda/actions/agenda-order.ts'
import agendaAgendaTopicAction from './agenda/actions/agenda-topic.ts'
import agendaDoAgreedAction from './agenda/actions/do-agreed.ts'
import agendaEndMeetingAction from './agenda/actions/end-meeting.ts'
import agendaNoteAgreedAction from './agenda/actions/note-agreed.ts'
import agendaShowOneToOneMathsAction from './agenda/actions/show-one-to-one-maths.ts'
import agendaShowOneToOneAction from './agenda/actions/show-one-to-one.ts'
import agendaShowOneToOnesAction from './agenda/actions/show-one-to-ones.ts'
import agendaSkipMeetingAction from './agenda/actions/skip-meeting.ts'
import agendaStartMeetingAction from './agenda/actions/start-meeting.ts'
import agendaUndoAgendaItemAction from './agenda/actions/undo-agenda-item.ts'
import agendaUndoAgendaAction from './agenda/actions/undo-agenda.ts'
import agendaUndoAgreedAction from './agenda/actions/undo-agreed.ts'
import agendaActionCommand from './agenda/commands/action.ts'
import agendaAddCommand from './agenda/commands/add.ts'
import agendaCarryCommand from './agenda/commands/carry.ts'
import agendaDoneCommand from './agenda/commands/done.ts'
import agendaDropCommand from './agenda/commands/drop.ts'
import agendaShowMineCommand from './agenda/commands/show-mine.ts'
import agendaShowCommand from './agenda/commands/show.ts'
import agendaAssignForm from './agenda/forms/assign.ts'
import agendaNoteAgreedForm from './agenda/forms/note-agreed.ts'
import agendaOrderForm from './agenda/forms/order.ts'
import agendaTopicForm from './agenda/forms/topic.ts'
import agendaActionPost from './agenda/posts/action.ts'
import agendaAgendaPost from './agenda/posts/agenda.ts'
import agendaOneToOneListPost from './agenda/posts/one-to-one-list.ts'
import agendaOneToOnePost from './agenda/posts/one-to-one.ts'
import agendaSummaryPost from './agenda/posts/summary.ts'
import agendaMeetingAgendaRitual from './agenda/rituals/meeting-agenda.ts'
import agendaOneToOnesRitual from './agenda/rituals/one-to-ones.ts'
import dealsAddStoryAction from './deals/actions/add-story.ts'
import dealsApprovePlanAction from './deals/actions/approve-plan.ts'
import dealsAskManagerAction from './deals/actions/ask-manager.ts'
import dealsCancelPlanAction from './deals/actions/cancel-plan.ts'
import dealsConfirmPlanAction from './deals/actions/confirm-plan.ts'
import dealsDeclinePlanAction from './deals/actions/decline-plan.ts'
import dealsEditDealAction from './deals/actions/edit-deal.ts'
import dealsLogDealAction from './deals/actions/log-deal.ts'
import dealsLoseDealAction from './deals/actions/lose-deal.ts'
import dealsMoveDealAction from './deals/actions/move-deal.ts'
import dealsRedoDealAction from './deals/actions/redo-deal.ts'
import dealsSplitDealAction from './deals/actions/split-deal.ts'
import dealsTurnDealPageAction from './deals/actions/turn-deal-page.ts'
import dealsTurnStoryPageAction from './deals/actions/turn-story-page.ts'
import dealsUndoDealAction from './deals/actions/undo-deal.ts'
import dealsUndoStoryAction from './deals/actions/undo-story.ts'
import dealsUpdateDealAction from './deals/actions/update-deal.ts'
import dealsWinDealAction from './deals/actions/win-deal.ts'
import dealsEditDealCommand from './deals/commands/edit-deal.ts'
import dealsListDealsCommand from './deals/commands/list-deals.ts'
import dealsListStoriesCommand from './deals/commands/list-stories.ts'
import dealsLogWinCommand from './deals/commands/log-win.ts'
import dealsLoseDealCommand from './deals/commands/lose-deal.ts'
import dealsMoveDealCommand from './deals/commands/move-deal.ts'
import dealsOpenDealCommand from './deals/commands/open-deal.ts'
import dealsRebuildTotalsCommand from './deals/commands/rebuild-totals.ts'
import dealsShowDealCommand from './deals/commands/show-deal.ts'
import dealsSplitDealCommand from './deals/commands/split-deal.ts'
import dealsUndoDealCommand from './deals/commands/undo-deal.ts'
import dealsAddStoryForm from './deals/forms/add-story.ts'
import dealsEditDealForm from './deals/forms/edit-deal.ts'
import dealsLogDealForm from './deals/forms/log-deal.ts'
import dealsLoseDealForm from './deals/forms/lose-deal.ts'
import dealsMoveDealForm from './deals/forms/move-deal.ts'
import dealsSplitDealForm from './deals/forms/split-deal.ts'
import dealsUpdateDealForm from './deals/forms/update-deal.ts'
import dealsApprovalOutcomePost from './deals/posts/approval-outcome.ts'
import dealsApprovalRequestPost from './deals/posts/approval-request.ts'
import dealsDealNotePost from './deals/posts/deal-note.ts'
import dealsSmallWinsPost from './deals/posts/small-wins.ts'
import dealsWinCardPost from './deals/posts/win-card.ts'
import dealsWinStoryPost from './deals/posts/win-story.ts'
import deliveryAdminsUnreachedPost from './delivery/posts/admins-unreached.ts'
import deliveryDeliveryProblemPost from './delivery/posts/delivery-problem.ts'
import digestShowDigestMathsAction from './digest/actions/show-digest-maths.ts'
import digestManagerDigestFilePost from './digest/posts/manager-digest-file.ts'
import digestManagerDigestPost from './digest/posts/manager-digest.ts'
import digestManagerDigestRitual from './digest/rituals/manager-digest.ts'
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
import leaderboardWeeklyBoardPost from './leaderboard/posts/weekly-board.ts'
import leaderboardWeeklyLeaderboardRitual from './leaderboard/rituals/weekly-leaderboard.ts'
import nudgesAnswerHelpAction from './nudges/actions/answer-help.ts'
import nudgesAskForHelpAction from './nudges/actions/ask-for-help.ts'
import nudgesSayAwayAction from './nudges/actions/say-away.ts'
import nudgesSnoozeNudgesAction from './nudges/actions/snooze-nudges.ts'
import nudgesNudgesCommand from './nudges/commands/nudges.ts'
import nudgesAnswerHelpForm from './nudges/forms/answer-help.ts'
import nudgesAskForHelpForm from './nudges/forms/ask-for-help.ts'
import nudgesSayAwayForm from './nudges/forms/say-away.ts'
import nudgesHelpAnswerPost from './nudges/posts/help-answer.ts'
import nudgesHelpRequestPost from './nudges/posts/help-request.ts'
import nudgesLoggingReminderPost from './nudges/posts/logging-reminder.ts'
import nudgesNudgePost from './nudges/posts/nudge.ts'
import nudgesLoggingReminderRitual from './nudges/rituals/logging-reminder.ts'
import nudgesNudgesRitual from './nudges/rituals/nudges.ts'
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
import scheduleChangeRitualAction from './schedule/actions/change-ritual.ts'
import schedulePreviewRitualAction from './schedule/actions/preview-ritual.ts'
import scheduleShowRitualAction from './schedule/actions/show-ritual.ts'
import scheduleShowScheduleAction from './schedule/actions/show-schedule.ts'
import scheduleTurnRitualAction from './schedule/actions/turn-ritual.ts'
import scheduleUndoScheduleAction from './schedule/actions/undo-schedule.ts'
import scheduleScheduleCommand from './schedule/commands/schedule.ts'
import scheduleChangeRitualForm from './schedule/forms/change-ritual.ts'
import shoutOutsMvpPost from './shout-outs/posts/mvp.ts'
import shoutOutsPulsePost from './shout-outs/posts/pulse.ts'
import shoutOutsShoutOutsPost from './shout-outs/posts/shout-outs.ts'
import shoutOutsMvpMonthRitual from './shout-outs/rituals/mvp-month.ts'
import shoutOutsMvpQuarterRitual from './shout-outs/rituals/mvp-quarter.ts'
import shoutOutsPulseRitual from './shout-outs/rituals/pulse.ts'
import shoutOutsShoutOutsRitual from './shout-outs/rituals/shout-outs.ts'
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
import workspacesJoinAccountsAction from './workspaces/actions/join-accounts.ts'
import workspacesOpenSettingsAction from './workspaces/actions/open-settings.ts'
import workspacesSeparateAction from './workspaces/actions/separate.ts'
import workspacesTakeRateBackAction from './workspaces/actions/take-rate-back.ts'
import workspacesTurnTeamPageAction from './workspaces/actions/turn-team-page.ts'
import workspacesUndoLinkAction from './workspaces/actions/undo-link.ts'
import workspacesUndoMemberChangeAction from './workspaces/actions/undo-member-change.ts'
import workspacesUndoSettingsAction from './workspaces/actions/undo-settings.ts'
import workspacesUndoTeamChangeAction from './workspaces/actions/undo-team-change.ts'
import workspacesAddTeamCommand from './workspaces/commands/add-team.ts'
import workspacesChannelTeamCommand from './workspaces/commands/channel-team.ts'
import workspacesLeadTeamCommand from './workspaces/commands/lead-team.ts'
import workspacesLinkCommand from './workspaces/commands/link.ts'
import workspacesManageMemberCommand from './workspaces/commands/manage-member.ts'
import workspacesMoveInTeamsCommand from './workspaces/commands/move-in-teams.ts'
import workspacesRemoveTeamCommand from './workspaces/commands/remove-team.ts'
import workspacesRenameTeamCommand from './workspaces/commands/rename-team.ts'
import workspacesSetRateCommand from './workspaces/commands/set-rate.ts'
import workspacesSetUpCommand from './workspaces/commands/set-up.ts'
import workspacesSettingsCommand from './workspaces/commands/settings.ts'
import workspacesShowTeamsCommand from './workspaces/commands/show-teams.ts'
import workspacesUnlinkCommand from './workspaces/commands/unlink.ts'
import workspacesSetUpForm from './workspaces/forms/set-up.ts'
import workspacesSettingsForm from './workspaces/forms/settings.ts'
import workspacesNowAdminPost from './workspaces/posts/now-admin.ts'

export const catalog = {
  commands: [
    activitiesListActivitiesCommand,
    activitiesLogActivityCommand,
    activitiesShowRatiosCommand,
    activitiesUndoActivityCommand,
    agendaActionCommand,
    agendaAddCommand,
    agendaCarryCommand,
    agendaDoneCommand,
    agendaDropCommand,
    agendaShowMineCommand,
    agendaShowCommand,
    dealsEditDealCommand,
    dealsListDealsCommand,
    dealsListStoriesCommand,
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
    nudgesNudgesCommand,
    pipelineShowPipelineCommand,
    privacyEraseMemberCommand,
    privacyShowPrivacyCommand,
    progressShowForecastCommand,
    progressShowProgressCommand,
    scheduleScheduleCommand,
    targetsListTargetsCommand,
    targetsSetTargetCommand,
    targetsSplitTargetCommand,
    transferExportFileCommand,
    transferImportFileCommand,
    transferImportTargetsCommand,
    workspacesAddTeamCommand,
    workspacesChannelTeamCommand,
    workspacesLeadTeamCommand,
    workspacesLinkCommand,
    workspacesManageMemberCommand,
    workspacesMoveInTeamsCommand,
    workspacesRemoveTeamCommand,
    workspacesRenameTeamCommand,
    workspacesSetRateCommand,
    workspacesSetUpCommand,
    workspacesSettingsCommand,
    workspacesShowTeamsCommand,
    workspacesUnlinkCommand,
  ],
  actions: [
    activitiesCorrectActivityAction,
    activitiesRedoActivityAction,
    activitiesTurnActivityPageAction,
    activitiesUndoActivityAction,
    agendaAgendaActionDoneAction,
    agendaAgendaAssignAction,
    agendaAgendaCarryAction,
    agendaAgendaDoneAction,
    agendaAgendaOrderAction,
    agendaAgendaTopicAction,
    agendaDoAgreedAction,
    agendaEndMeetingAction,
    agendaNoteAgreedAction,
    agendaShowOneToOneMathsAction,
    agendaShowOneToOneAction,
    agendaShowOneToOnesAction,
    agendaSkipMeetingAction,
    agendaStartMeetingAction,
    agendaUndoAgendaItemAction,
    agendaUndoAgendaAction,
    agendaUndoAgreedAction,
    dealsAddStoryAction,
    dealsApprovePlanAction,
    dealsAskManagerAction,
    dealsCancelPlanAction,
    dealsConfirmPlanAction,
    dealsDeclinePlanAction,
    dealsEditDealAction,
    dealsLogDealAction,
    dealsLoseDealAction,
    dealsMoveDealAction,
    dealsRedoDealAction,
    dealsSplitDealAction,
    dealsTurnDealPageAction,
    dealsTurnStoryPageAction,
    dealsUndoDealAction,
    dealsUndoStoryAction,
    dealsUpdateDealAction,
    dealsWinDealAction,
    digestShowDigestMathsAction,
    kudosUndoKudosAction,
    leaderboardPostBoardAction,
    leaderboardShowBoardAction,
    leaderboardShowPositionAction,
    nudgesAnswerHelpAction,
    nudgesAskForHelpAction,
    nudgesSayAwayAction,
    nudgesSnoozeNudgesAction,
    pipelineShowPipelineAction,
    privacyExportMineAction,
    progressShowForecastAction,
    progressShowMathsAction,
    progressShowProgressAction,
    progressUndoForecastAction,
    scheduleChangeRitualAction,
    schedulePreviewRitualAction,
    scheduleShowRitualAction,
    scheduleShowScheduleAction,
    scheduleTurnRitualAction,
    scheduleUndoScheduleAction,
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
    workspacesJoinAccountsAction,
    workspacesOpenSettingsAction,
    workspacesSeparateAction,
    workspacesTakeRateBackAction,
    workspacesTurnTeamPageAction,
    workspacesUndoLinkAction,
    workspacesUndoMemberChangeAction,
    workspacesUndoSettingsAction,
    workspacesUndoTeamChangeAction,
  ],
  forms: [
    activitiesCorrectActivityForm,
    agendaAssignForm,
    agendaNoteAgreedForm,
    agendaOrderForm,
    agendaTopicForm,
    dealsAddStoryForm,
    dealsEditDealForm,
    dealsLogDealForm,
    dealsLoseDealForm,
    dealsMoveDealForm,
    dealsSplitDealForm,
    dealsUpdateDealForm,
    nudgesAnswerHelpForm,
    nudgesAskForHelpForm,
    nudgesSayAwayForm,
    privacyEraseMemberForm,
    scheduleChangeRitualForm,
    targetsSplitReasonForm,
    targetsTargetReasonForm,
    transferImportColumnsForm,
    transferImportFileForm,
    workspacesSetUpForm,
    workspacesSettingsForm,
  ],
  posts: [
    agendaActionPost,
    agendaAgendaPost,
    agendaOneToOneListPost,
    agendaOneToOnePost,
    agendaSummaryPost,
    dealsApprovalOutcomePost,
    dealsApprovalRequestPost,
    dealsDealNotePost,
    dealsSmallWinsPost,
    dealsWinCardPost,
    dealsWinStoryPost,
    deliveryAdminsUnreachedPost,
    deliveryDeliveryProblemPost,
    digestManagerDigestFilePost,
    digestManagerDigestPost,
    kudosKudosPost,
    leaderboardBoardPost,
    leaderboardWeeklyBoardPost,
    nudgesHelpAnswerPost,
    nudgesHelpRequestPost,
    nudgesLoggingReminderPost,
    nudgesNudgePost,
    privacyOwnDataPost,
    shoutOutsMvpPost,
    shoutOutsPulsePost,
    shoutOutsShoutOutsPost,
    transferExportFilePost,
    transferImportProblemsPost,
    workspacesNowAdminPost,
  ],
  rituals: [
    agendaMeetingAgendaRitual,
    agendaOneToOnesRitual,
    digestManagerDigestRitual,
    leaderboardWeeklyLeaderboardRitual,
    nudgesLoggingReminderRitual,
    nudgesNudgesRitual,
    shoutOutsMvpMonthRitual,
    shoutOutsMvpQuarterRitual,
    shoutOutsPulseRitual,
    shoutOutsShoutOutsRitual,
  ],
} as const
