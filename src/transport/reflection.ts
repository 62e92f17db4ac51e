// Server reflection over the shipped protos, so that tools like grpcurl need no files of ours.
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadSync } from '@grpc/proto-loader'
import { ReflectionService } from '@grpc/reflection'
import { protoPath as healthProto } from 'grpc-health-check'
import { HyperdexError } from '../errors.ts'

/** The directory that holds `hyperdex/v1`: beside `src` in a checkout, beside `dist` when installed. */
export function protoDirectory(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const found = [join(here, '../../proto'), join(here, '../../../proto')].find((path) => existsSync(join(path, 'hyperdex/v1')))
  if (found === undefined) throw new HyperdexError('INTERNAL', `no proto directory near ${here}`, 'Install the package again.')
  return found
}

export function reflectionService(): ReflectionService {
  const root = protoDirectory()
  const files = readdirSync(join(root, 'hyperdex/v1')).map((name) => join('hyperdex/v1', name))
  return new ReflectionService(loadSync([...files, healthProto], { includeDirs: [root], keepCase: true, defaults: true, oneofs: true }))
}
