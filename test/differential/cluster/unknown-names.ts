// Asks for spaces and attributes that are not there. A client of the wide view is one that was made while they were, if they ever were: it has to
// notice. The others are made for the question.
import type { Database } from '../../../src/index.ts'
import type { Call, View } from '../call.ts'
import type { SpaceChange } from '../model/space-change.ts'
import type { Definition } from '../model/types.ts'
import { defaultOf } from '../model/values.ts'
import { toClient } from '../views.ts'
import { type Client, type Clients, clientOf } from './clients.ts'

type UnknownAttribute = Call & { readonly kind: 'unknownAttribute' }

export class UnknownNames {
  readonly #db: Database
  readonly #byFormerName = new Map<string, Client>()
  readonly #byDroppedAttribute = new Map<string, Client>()

  constructor(db: Database) {
    this.#db = db
  }

  /** The clients that there were before the change. */
  changed(definition: Definition, change: SpaceChange, { wide }: Clients): void {
    if (change.kind === 'removeAttribute') this.#byDroppedAttribute.set(change.name, wide)
    if (change.kind !== 'rename') return
    this.#byFormerName.set(definition.name, wide)
    // They would be refused for the space's name.
    this.#byDroppedAttribute.clear()
  }

  async askSpace(definition: Definition, name: string, view: View): Promise<string> {
    const kept = view === 'wide' ? this.#byFormerName.get(name) : undefined
    const client = kept ?? (await clientOf(this.#db, { ...definition, name }, view))
    return `${await client.count({})}`
  }

  async askAttribute(definition: Definition, call: UnknownAttribute, view: View): Promise<string> {
    const { attribute } = call
    const kept = view === 'wide' ? this.#byDroppedAttribute.get(attribute.name) : undefined
    const declared = { ...definition, attributes: [...definition.attributes, attribute] }
    return ask(kept ?? (await clientOf(this.#db, declared, view)), definition, call, view)
  }
}

async function ask(
  client: Client,
  { key }: Definition,
  { attribute: { name, type }, named }: UnknownAttribute,
  view: View,
): Promise<string> {
  const value = toClient(type, view, defaultOf(type))
  switch (named) {
    case 'test':
      return `${await client.count({ [name]: value } as Parameters<Client['count']>[0])}`
    case 'put': {
      const anyKey = toClient(key.type, view, defaultOf(key.type)) as Parameters<Client['put']>[0]
      return `${await client.put(anyKey, { [name]: value } as Parameters<Client['put']>[1])}`
    }
    case 'order':
      return rows(client.search({}, { orderBy: [name, 'asc'] }))
    case 'selection':
      return rows(client.search({}, { select: [name] }))
  }
}

async function rows(found: AsyncIterable<unknown>): Promise<string> {
  let count = 0
  for await (const _ of found) count++
  return `${count} rows`
}
