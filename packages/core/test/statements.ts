import { Client } from 'pg'

const query = Client.prototype.query as (...given: unknown[]) => unknown
let heard: string[] | undefined

// Every connection of this process asks through here, also those that the mapper opens later.
Client.prototype.query = function (this: Client, ...given: unknown[]): unknown {
  const [statement] = given as [string | { text?: string }]
  heard?.push(typeof statement === 'string' ? statement : (statement.text ?? ''))
  return Reflect.apply(query, this, given)
} as typeof Client.prototype.query

/** The statements that `work` sends to the database, in order, without the transaction's own. */
export const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  heard = []
  try {
    await work()
    return heard.filter(
      (statement) => !/^(begin|commit|rollback|set transaction|start transaction|savepoint)/i.test(statement.trim()),
    )
  } finally {
    heard = undefined
  }
}
