// Opens the database of the URL that it is given, says what became of it, and stays until it is ended.
import { openDatabase } from '../../src/storage/open-database.ts'

const [, , url = ''] = process.argv
const said = await openDatabase(url).then(
  () => 'opened',
  (error: unknown) => `${error}`,
)
process.stdout.write(`${said}\n`)
setInterval(() => {}, 60_000)
