// English. The keys are the catalogue: every other language has exactly these.
// ICU MessageFormat; <b> bold, <i> italic, <s> struck through, <c> as typed.
export const en = {
  'settings.bot-token':
    'SLACK_BOT_TOKEN is not a bot token: those begin with xoxb- and have no spaces. Example: SLACK_BOT_TOKEN=xoxb-1234-5678-AbCd. Slack shows it under OAuth & Permissions after you install the app.',
  'settings.app-token':
    'SLACK_APP_TOKEN is not an app-level token: those begin with xapp- and have no spaces. Example: SLACK_APP_TOKEN=xapp-1-A0123-4567-abcd. Slack makes one under Basic Information, App-Level Tokens, with the scope connections:write.',
  'settings.signing-secret':
    'SLACK_SIGNING_SECRET is not a signing secret: that is 32 letters and digits, not a token (xoxb-, xapp-). Example: SLACK_SIGNING_SECRET=8f742231b10e8888abcd99yyyzzz85a5. Slack shows it under Basic Information, App Credentials.',
  'settings.api-url':
    'SLACK_API_URL is not the address of a Web API: it begins with http:// or https:// and has nothing after the path. Example: SLACK_API_URL=https://slack.com/api/. Leave it out to use Slack itself.',
  'settings.database-url':
    'DATABASE_URL is not the address of a database. Examples: DATABASE_URL=file:./data/dealbell.db (SQLite, a file) or DATABASE_URL=postgresql://dealbell:password@localhost:5432/dealbell (PostgreSQL; special characters in the password are written %40 for @, %2F for / and so on).',
  'settings.host':
    'HOST is not an address to listen on: give an IP address or a host name without http:// and without a port. Examples: HOST=127.0.0.1 (only this machine), HOST=0.0.0.0 (every network).',
  'settings.port': 'PORT is not a port: give a whole number from 0 to 65535 (0: any free one). Example: PORT=3000.',
  'settings.log-level': 'LOG_LEVEL is not one of fatal, error, warn, info, debug, trace, silent. Example: LOG_LEVEL=info.',
  'settings.half-without-way-in':
    'SLACK_BOT_TOKEN is set, but not how Slack reaches the bot. Either SLACK_APP_TOKEN=xapp-1-A0123-4567-abcd (Socket Mode, no public address needed) or SLACK_SIGNING_SECRET=8f742231b10e8888abcd99yyyzzz85a5 (HTTP).',
  'settings.half-app-token':
    'SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is missing. Example: SLACK_BOT_TOKEN=xoxb-1234-5678-AbCd. Slack shows it under OAuth & Permissions after you install the app. Without any Slack setting the sandbox starts.',
  'settings.half-signing-secret':
    'SLACK_SIGNING_SECRET is set, but SLACK_BOT_TOKEN is missing. Example: SLACK_BOT_TOKEN=xoxb-1234-5678-AbCd. Slack shows it under OAuth & Permissions after you install the app. Without any Slack setting the sandbox starts.',
} as const
