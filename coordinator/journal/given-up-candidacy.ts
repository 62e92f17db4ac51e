// etcd3 leaves something behind of a candidacy that is given up before it was elected: the watch of its predecessor, which looks for etcd for ever, in a
// process that has nothing else to do any more too. It offers no way to end that but by the watch itself, which it does not hand out.
import type { Election } from 'etcd3'

interface Watching {
  readonly namespace: { watch: () => never; readonly watchManager: { readonly watchers: readonly { cancel(): Promise<void> }[] } }
}

/** To be called when the candidacy has been resigned. One that was about to watch is kept from it: its campaign emits an error instead. */
export function endWatches(election: Election): void {
  const { namespace } = election as unknown as Watching
  namespace.watch = () => {
    throw new Error('this candidacy was given up')
  }
  for (const watcher of namespace.watchManager.watchers) void watcher.cancel().catch(() => {})
}
