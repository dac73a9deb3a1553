// Runs inside the local Slack before itself. It knows no option for either: it would listen on every network of the machine,
// and live on when the bot that started it is killed.
const serve = Bun.serve
Bun.serve = (options) => serve({ ...options, hostname: '127.0.0.1' })

process.stdin.on('end', () => process.exit(0)) // the bot holds the other end for as long as it lives
process.stdin.on('error', () => process.exit(0))
process.stdin.resume()
