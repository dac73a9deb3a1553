// The sandbox's company as a workspace of the local Slack.
import type { Company } from './company.ts'
import type { LocalSlackApp, LocalSlackWorkspace } from './local-slack.ts'
import { sandboxInstallations, slackIdOf } from './seed.ts'

/** The local Slack asks nobody who they are, so these guard nothing: it can be reached from this machine only. */
export const sandboxApp: LocalSlackApp = {
  appId: 'A0DEALBELL',
  botUserId: 'U0DEALBELL',
  botName: 'dealbell',
  botToken: 'xoxb-sandbox',
  appToken: 'xapp-sandbox',
  signingSecret: 'sandbox',
  mode: 'socket',
}

/** A channel's id on the local Slack, made like Slack's. */
export const channelIdOf = (name: string): string => `C0${name.toUpperCase()}`

/** The first channel and the first person are the ones its page opens with: #sales, and a rep. */
export function localWorkspace({ name, people, teams }: Company, timeZone: string): LocalSlackWorkspace {
  const users = people.map((person) => ({ id: slackIdOf(person), name: person.handle, real_name: person.name, tz: timeZone }))
  const everybody = [...users.map(({ id }) => id), sandboxApp.botUserId]
  const regions = teams.filter(({ parent }) => parent === undefined)
  const ofRegion = (region: string) => {
    const squads = teams.filter(({ parent }) => parent === region).map((squad) => squad.name)
    return [...people.filter(({ team }) => squads.includes(team)).map(slackIdOf), sandboxApp.botUserId]
  }
  return {
    workspace: { name, domain: 'sandbox', teamId: sandboxInstallations.slack.id },
    apps: [sandboxApp],
    users,
    channels: [
      { id: 'C0SALES', name: 'sales', members: everybody },
      { id: 'C0GENERAL', name: 'general', members: everybody },
      ...regions.map((region) => ({
        id: channelIdOf(region.name),
        name: region.name.toLowerCase(),
        members: ofRegion(region.name),
      })),
    ],
  }
}
