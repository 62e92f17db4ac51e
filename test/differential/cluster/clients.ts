// The clients of a space, one for each view.
import type { Database, SpaceClient, UntypedShape } from '../../../src/index.ts'
import type { View } from '../call.ts'
import type { Definition } from '../model/types.ts'
import { declare } from './declare.ts'

export type Client = SpaceClient<UntypedShape>
export type Clients = Readonly<Record<View, Client>>

export async function clientOf(db: Database, definition: Definition, view: View): Promise<Client> {
  if (view === 'fetched') return db.openSpace(definition.name)
  return db.space(declare(definition, view)) as unknown as Client
}

export async function clientsOf(db: Database, definition: Definition): Promise<Clients> {
  const of = (view: View) => clientOf(db, definition, view)
  return { wide: await of('wide'), narrow: await of('narrow'), fetched: await of('fetched') }
}
