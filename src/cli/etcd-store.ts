// Where coordinators keep their journal when several run, as it is typed: etcd://HOST:PORT,HOST:PORT[/NAME].
import { HyperdexError } from '../errors.ts'
import { parseHosts } from './host-port.ts'

export interface EtcdStore {
  readonly hosts: readonly string[]
  /** Of the cluster, when several share an etcd; else empty. */
  readonly name: string
}

const scheme = 'etcd://'

/** Throws INVALID. */
export function parseEtcdStore(text: string): EtcdStore {
  const [hosts = '', name = '', ...rest] = text.startsWith(scheme) ? text.slice(scheme.length).split('/') : []
  if (hosts === '' || rest.length > 0 || !/^[A-Za-z0-9_-]*$/.test(name)) {
    throw new HyperdexError(
      'INVALID',
      `--store: ${JSON.stringify(text)} is no store`,
      'write etcd://HOST:PORT,…, or etcd://HOST:PORT,…/NAME',
    )
  }
  return { hosts: parseHosts('--store', hosts), name }
}
