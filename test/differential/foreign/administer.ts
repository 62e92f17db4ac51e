// Changes of a space as calls of the service Admin.
import type { ForeignClient } from '../../cluster/foreign-client.ts'
import type { SpaceChange } from '../model/space-change.ts'
import { printAttribute, printPlace } from '../model/types.ts'

function callOf(space: string, change: SpaceChange): readonly [method: string, message: Record<string, unknown>] {
  switch (change.kind) {
    case 'addAttribute':
      return ['AddAttribute', { space, attribute: printAttribute(change.attribute) }]
    case 'removeAttribute':
      return ['RemoveAttribute', { space, name: change.name }]
    case 'addIndex':
      return ['AddIndex', { space, index: printPlace(change.place) }]
    case 'removeIndex':
      return ['RemoveIndex', { space, index: printPlace(change.place) }]
    case 'rename':
      return ['RenameSpace', { from: space, to: change.to }]
    case 'readOnly':
      return ['SetReadOnly', { space, readOnly: change.on }]
  }
}

export async function administer(client: ForeignClient, space: string, change: SpaceChange): Promise<string> {
  const { changed } = await client.call('hyperdex.v1.Admin', ...callOf(space, change))
  return changed ? 'changed' : 'not changed'
}
