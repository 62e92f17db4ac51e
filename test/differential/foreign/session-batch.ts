// One batch of requests on a stream `Session`, for the process that takes it in to route.
import type { ForeignClient, Message } from '../../cluster/foreign-client.ts'

interface SpaceEntry {
  readonly id: number
  readonly schemaVersion: number
  readonly definition: string
}

async function entryOf(client: ForeignClient, name: string): Promise<SpaceEntry> {
  const { spaces } = (await client.call('hyperdex.v1.Admin', 'GetConfiguration', {})) as unknown as { spaces: readonly SpaceEntry[] }
  const found = spaces.find(({ definition }) => definition.split(/\s+/)[1] === name)
  if (found === undefined) throw new RangeError(`the configuration has no space ${name}`)
  return found
}

function outcomeOf({ status, version, failure }: Message): string {
  if (status === 'failed') return `error ${(failure as Message).code}`
  // `ok` is 0, which no message spells out.
  return status === undefined && (version as number) > 0 ? 'done' : `${status} at version ${version}`
}

/** What became of each update, in the order of the updates; they are all sent before the first is answered. */
export async function updateInBatch(client: ForeignClient, space: string, updates: readonly Message[]): Promise<string[]> {
  if (updates.length === 0) return []
  const { id, schemaVersion } = await entryOf(client, space)
  const stream = client.stream('hyperdex.v1.HyperDex', 'Session')
  stream.write({ requests: updates.map((update, index) => ({ id: index + 1, space: id, schemaVersion, update: { update } })) })
  stream.end()
  const outcomes = new Map<number, string>()
  for await (const { responses } of stream as AsyncIterable<{ responses: readonly Message[] }>) {
    for (const response of responses) outcomes.set(response.id as number, outcomeOf(response))
  }
  return updates.map((_, index) => outcomes.get(index + 1) ?? 'no answer')
}
