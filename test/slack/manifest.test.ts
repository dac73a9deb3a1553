// The manifest that creates the Slack app.
import { expect, test } from 'vitest'
import { manifest } from '../../src/slack/manifest.ts'
import { scopesOf } from '../fakes/slack/web-api.ts'

const deal = { name: 'deal', description: 'Log a "win": it\'s quick # yes', hint: 'won 5000 Acme | undo [#42]' }

test('commands, scopes and settings stand in it', () => {
  expect(
    manifest([deal, { name: 'progress', description: 'How far am I?', hint: '[@rep]' }], 'Targets and deals where the team talks'),
  ).toMatchInlineSnapshot(`
    "# The Slack app: https://api.slack.com/apps > Create New App > From a manifest, and paste this.
    # Generated from the command declarations; edit those.
    #
    # As it stands the app uses Socket Mode and needs no public address: create an app-level token with the scope connections:write
    # (Basic Information > App-Level Tokens) for SLACK_APP_TOKEN, and install the app for SLACK_BOT_TOKEN.
    # To use HTTP instead: set socket_mode_enabled to false, add "url: https://your.address/slack/events" to each slash command and
    # "request_url: https://your.address/slack/events" under interactivity and under event_subscriptions, and set SLACK_SIGNING_SECRET.
    display_information:
      name: Dealbell
      description: "Targets and deals where the team talks"
    features:
      app_home:
        home_tab_enabled: false
        messages_tab_enabled: true
        messages_tab_read_only_enabled: true
      bot_user:
        display_name: Dealbell
        always_online: true
      slash_commands:
        - command: /deal
          description: "Log a \\"win\\": it's quick # yes"
          usage_hint: "won 5000 Acme | undo [#42]"
          # Mentions then arrive with the id of the person.
          should_escape: true
        - command: /progress
          description: "How far am I?"
          usage_hint: "[@rep]"
          # Mentions then arrive with the id of the person.
          should_escape: true
    oauth_config:
      scopes:
        bot:
          - commands # slash commands
          - chat:write # posts, rewriting them, private answers
          - chat:write.public # posts in a public channel that the bot was removed from
          - channels:join # joining the channel where wins are announced
          - channels:read # whether the bot is in a public channel, and who reads there
          - groups:read # … in a private channel
          - im:write # finding and rewriting what was said to one person
          - im:read # … in a direct message
          - mpim:read # … in a group message
          - channels:history # finding a post whose delivery was not confirmed, in a public channel
          - groups:history # … in a private channel
          - im:history # … in a direct message
          - mpim:history # … in a group message
          - files:read # reading a CSV file that somebody gives to import, and whether Slack has taken in a picture
          - files:write # giving somebody their export as a file, pictures in posts
          - users:read # names, time zones and languages of people, and who is a guest
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
    "
  `)
})

test('it asks for what the methods that are called need, and no more', () => {
  const needed = new Set(['commands', 'chat:write.public', ...Object.values(scopesOf).flat()])
  const asked = [...manifest([], 'x').matchAll(/^ {6}- (\S+) #/gm)].map(([, scope]) => scope)
  expect(asked.toSorted()).toEqual([...needed].toSorted())
})

test('what Slack would refuse is refused', () => {
  expect(() => manifest([{ ...deal, name: 'Deal' }], 'x')).toThrow(RangeError)
  expect(() => manifest([{ ...deal, name: 'd'.repeat(32) }], 'x')).toThrow(RangeError)
  expect(() => manifest([deal], 'x'.repeat(141))).toThrow(RangeError)
})
