// What a server's part of a search gathers its pages in: rows, whole or cut, or of an aggregate the groups.
import type { SearchOpen } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { compileAggregation } from './aggregation.ts'
import { cutterOf } from './cut-object.ts'
import { GroupSink } from './group-sink.ts'
import { RowSink } from './row-sink.ts'

export const pageBytesMax = 1024 * 1024

/** `keysOnce`: the order may bring one key twice, which a limit counts once. Throws INVALID for functions or a selection that do not fit the space. */
export function pageSink(space: Space, open: SearchOpen, keysOnce: boolean): RowSink | GroupSink {
  if (open.aggregation) return new GroupSink(compileAggregation(space, open.aggregation))
  return new RowSink({ keysOnly: open.keysOnly ?? false, cut: cutterOf(space, open), keysOnce, bytesMax: pageBytesMax })
}
