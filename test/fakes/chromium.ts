// A real browser for tests: the Chromium (or Chrome) that is installed on the machine, with a profile of its own.
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const findChromium = (): string | undefined => [process.env.CHROMIUM, ...places].find((file) => file !== undefined && isProgram(file))

/** Why the tests that need it are skipped, for the note of `skip`; undefined: it is there. */
export function whyNoChromium(): string | undefined {
  if (findChromium()) return undefined
  return 'there is no Chromium: install it (Debian: apt-get install chromium), or name it in CHROMIUM=/path/to/chromium'
}

export interface OpenBrowser {
  readonly browser: BrowserContext
  close(): Promise<void>
}

/** Starts it, headless; close it in `afterAll`. Nothing of it reaches out to the network by itself. */
export async function startChromium(viewport = { width: 1280, height: 900 }): Promise<OpenBrowser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error(whyNoChromium())
  const profile = mkdtempSync(path.join(tmpdir(), 'dealbell-chromium-'))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [] // Chromium refuses to run as root otherwise
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport,
    args: [
      ...asRoot,
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage', // containers give /dev/shm 64 MB
    ],
  })
  return {
    browser,
    async close() {
      await browser.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
