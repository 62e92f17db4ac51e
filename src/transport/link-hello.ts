// What two storage servers tell each other in the headers of a link, and who may link with whom.
import { HyperdexError } from '../errors.ts'
import { protocolVersion } from './coordinator-caller.ts'

export interface Hello {
  readonly cluster: string
  readonly server: number
  readonly incarnation: number
}

export function helloHeaders({ cluster, server, incarnation }: Hello): Readonly<Record<string, string>> {
  return {
    'hyperdex-cluster': cluster,
    'hyperdex-server': String(server),
    'hyperdex-incarnation': String(incarnation),
    'hyperdex-protocol': String(protocolVersion),
  }
}

/** Throws what a link between the two has to be refused with: INVALID and VERSION_MISMATCH for good. */
export function readHello(header: (name: string) => string | undefined, own: Hello): Hello {
  const protocol = header('hyperdex-protocol')
  if (protocol !== String(protocolVersion)) {
    throw new HyperdexError(
      'VERSION_MISMATCH',
      `the other server speaks protocol ${protocol ?? 'unknown'}, this one ${protocolVersion}`,
      'Run the same version of HyperDex everywhere.',
    )
  }
  const cluster = header('hyperdex-cluster') ?? ''
  if (cluster !== own.cluster) {
    throw new HyperdexError(
      'INVALID',
      `the other server belongs to cluster ${cluster}, this one to ${own.cluster}`,
      'Give each cluster addresses of its own, or start the server with the right --coordinator.',
    )
  }
  return { cluster, server: Number(header('hyperdex-server')), incarnation: Number(header('hyperdex-incarnation')) }
}

/** Trying again cannot help until the other server is another one. */
export function refusedForGood(error: HyperdexError | undefined): boolean {
  return error?.code === 'INVALID' || error?.code === 'VERSION_MISMATCH'
}
