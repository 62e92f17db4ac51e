// etcd3 leaves something behind of a candidacy that is given up before it was elected: the watch of its predecessor, which looks for etcd for ever, in a
// process that has nothing else to do any more too. It offers no way to end that but by the watch itself, which it does not hand out.
import type { Election } from 'etcd3'

interface Watching {
  readonly namespace: { readonly watchManager: { readonly watchers: readonly { cancel(): Promise<void> }[] } }
}

/** To be called when the candidacy has been resigned. */
export function endWatches(election: Election): void {
  for (const watcher of (election as unknown as Watching).namespace.watchManager.watchers) void watcher.cancel().catch(() => {})
}
