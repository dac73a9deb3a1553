// One at a time: two starts in one folder must not install or build over each other.
// The lock is a file that its holder touches again and again, so that a holder who was killed is noticed.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const touchedEvery = 1000
const deadAfter = 15_000

function createdBy(file, text) {
  try {
    const handle = openSync(file, 'wx')
    writeFileSync(handle, text)
    closeSync(handle)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isDead(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > deadAfter) return true
    const pid = Number(readFileSync(file, 'utf8'))
    if (pid > 0) process.kill(pid, 0) // asks only whether it is there
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** Only one may remove a dead holder's lock, or a second one would remove the lock that the first has just taken. */
function bury(file) {
  const burial = `${file}.burial`
  if (!createdBy(burial, String(process.pid))) {
    if (isDead(burial)) rmSync(burial, { force: true })
    return
  }
  try {
    if (isDead(file)) rmSync(file, { force: true })
  } finally {
    rmSync(burial, { force: true })
  }
}

/** Does `work` while nobody else does work under the same lock file; `onWait` is called once when it has to wait for another. */
export async function alone(file, work, onWait = () => {}) {
  mkdirSync(path.dirname(file), { recursive: true })
  for (let waited = false; !createdBy(file, String(process.pid)); ) {
    if (isDead(file)) bury(file)
    else {
      if (!waited) onWait()
      waited = true
      await sleep(200)
    }
  }
  const remove = () => rmSync(file, { force: true })
  const touching = setInterval(() => utimesSync(file, new Date(), new Date()), touchedEvery)
  process.once('exit', remove)
  try {
    return await work()
  } finally {
    clearInterval(touching)
    process.removeListener('exit', remove)
    remove()
  }
}
