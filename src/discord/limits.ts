// Discord's limits, as data: https://docs.discord.com/developers/resources/message, …/components/reference, …/interactions/application-commands
export const limits = {
  /** Characters of a custom id. */
  customId: 100,
} as const
