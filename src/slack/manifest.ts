// The Slack app as a manifest: what an operator pastes into Slack to create it. Pure; the text is YAML.
// Reference and limits: https://docs.slack.dev/reference/app-manifest

export interface ManifestCommand {
  /** Without a slash. */
  readonly name: string
  readonly description: string
  /** What follows the command, as a hint: `won 5000 Acme`. */
  readonly hint: string
}

/** Each scope with the calls that need it; nothing is asked for that is not called. */
const scopes: readonly (readonly [string, string])[] = [
  ['commands', 'slash commands'],
  ['chat:write', 'posts, rewriting them, private answers'],
  ['chat:write.public', 'posts in a public channel that the bot was removed from'],
  ['channels:join', 'joining the channel where wins are announced'],
  ['channels:read', 'whether the bot is in a public channel, and who reads there'],
  ['groups:read', '… in a private channel'],
  ['im:write', 'finding and rewriting what was said to one person'],
  ['im:read', '… in a direct message'],
  ['mpim:read', '… in a group message'],
  ['channels:history', 'finding a post whose delivery was not confirmed, in a public channel'],
  ['groups:history', '… in a private channel'],
  ['im:history', '… in a direct message'],
  ['mpim:history', '… in a group message'],
  ['files:read', 'reading a CSV file that somebody gives to import, and whether Slack has taken in a picture'],
  ['files:write', 'giving somebody their export as a file, pictures in posts'],
  ['users:read', 'names, time zones and languages of people, and who is a guest'],
]

/** What the bot's token must be allowed. */
export const neededScopes: readonly string[] = scopes.map(([scope]) => scope)

const longest = { name: 35, description: 140, command: 32, commandDescription: 2_000, hint: 1_000, commands: 50 } as const

/** `about`: one sentence on what the app is, at most 140 characters. Throws on a command that Slack would refuse. */
export function manifest(commands: readonly ManifestCommand[], about: string): string {
  if (commands.length > longest.commands) throw new RangeError(`Slack takes ${longest.commands} commands, there are ${commands.length}`)
  return `# The Slack app: https://api.slack.com/apps > Create New App > From a manifest, and paste this.
# Generated from the command declarations; edit those.
#
# As it stands the app uses Socket Mode and needs no public address: create an app-level token with the scope connections:write
# (Basic Information > App-Level Tokens) for SLACK_APP_TOKEN, and install the app for SLACK_BOT_TOKEN.
# To use HTTP instead: set socket_mode_enabled to false, add "url: https://your.address/slack/events" to each slash command and
# "request_url: https://your.address/slack/events" under interactivity and under event_subscriptions, and set SLACK_SIGNING_SECRET.
display_information:
  name: Dealbell
  description: ${quoted(checked(about, longest.description))}
features:
  app_home:
    home_tab_enabled: false
    messages_tab_enabled: true
    messages_tab_read_only_enabled: true
  bot_user:
    display_name: Dealbell
    always_online: true
  slash_commands:
${commands.map(commandLines).join('\n')}
oauth_config:
  scopes:
    bot:
${scopes.map(([scope, why]) => `      - ${scope} # ${why}`).join('\n')}
settings:
  event_subscriptions:
    bot_events:
      # Somebody was renamed, deactivated or is back.
      - user_change
  interactivity:
    is_enabled: true
  org_deploy_enabled: false
  socket_mode_enabled: true
  token_rotation_enabled: false
`
}

const commandLines = ({ name, description, hint }: ManifestCommand): string => {
  if (!/^[a-z0-9_-]+$/.test(name)) throw new RangeError(`Slack takes no command of the name ${name}`)
  return [
    `    - command: /${checked(name, longest.command - 1)}`,
    `      description: ${quoted(checked(description, longest.commandDescription))}`,
    `      usage_hint: ${quoted(checked(hint, longest.hint))}`,
    '      # Mentions then arrive with the id of the person.',
    '      should_escape: true',
  ].join('\n')
}

/** JSON's strings are YAML's double-quoted ones. */
const quoted = (text: string) => JSON.stringify(text)

function checked(text: string, most: number): string {
  if (text.length > most) throw new RangeError(`Slack takes ${most} characters for: ${text}`)
  return text
}
