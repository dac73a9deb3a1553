// `npm start`: makes the clone ready and runs the bot in this very process, so that a signal sent here reaches the bot.
// Needs nothing but Node.js; whatever follows `--` is the bot's: `npm start -- --terminal --as "Darcel Schlecht"`.
import { runProgram } from './program.mjs'

runProgram('npm start', async (compiled) => {
  endWithNpm()
  await compiled('main.js')
})

/** npm passes signals on, but a kill -9 it cannot: then this process is left to another parent, and ends as if it had been asked to. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watching = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watching)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watching.unref()
}
