// Changes of a space as commands.
import type { SpaceChange } from '../model/space-change.ts'
import { printAttribute, printPlace } from '../model/types.ts'

export function commandOf(space: string, change: SpaceChange): readonly [command: string, words: readonly string[]] {
  switch (change.kind) {
    case 'addAttribute':
      return ['attribute add', [space, printAttribute(change.attribute)]]
    case 'removeAttribute':
      return ['attribute rm', [space, change.name]]
    case 'addIndex':
      return ['index add', [space, printPlace(change.place)]]
    case 'removeIndex':
      return ['index rm', [space, printPlace(change.place)]]
    case 'rename':
      return ['space mv', [space, change.to]]
    case 'readOnly':
      return ['read-only', [change.on ? 'on' : 'off', space]]
  }
}
