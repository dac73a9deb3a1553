// Listening to what an office asks of its database.
import type { Office } from './office.ts'

/** What is asked of the database from now on: statements by the name in their comment, and models with what is done to them. */
export function statementsOf({ database }: Office): string[] {
  const asked: string[] = []
  // only listens: whatever it is asked, the client answers itself
  const client = database.client as unknown as Record<string, unknown>
  const listen = (on: Record<string, unknown>, method: string, nameOf: (first: unknown) => string) => {
    const real = on[method]
    if (typeof real !== 'function') throw new Error(`There is no ${method}`)
    on[method] = (...given: unknown[]) => {
      asked.push(nameOf(given[0]))
      return Reflect.apply(real, on, given)
    }
  }
  for (const method of ['$queryRawUnsafe', '$executeRawUnsafe', '$transaction']) {
    listen(client, method, (sql) => /\/\* (.*?) \*\//.exec(String(sql))?.[1] ?? method)
  }
  for (const model of ['Deal', 'Pending', 'Member', 'Team', 'Workspace', 'Rate', 'OutboxEntry', 'Installation', 'AnsweredRequest']) {
    const on = client[`${model.slice(0, 1).toLowerCase()}${model.slice(1)}`] as Record<string, unknown>
    for (const method of ['findMany', 'findFirst', 'findUnique', 'create', 'count']) listen(on, method, () => `${model}.${method}`)
  }
  return asked
}
