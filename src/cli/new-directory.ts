// What is to be known before a process makes its data directory: whoever fails for another reason is to leave none behind.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { formatFileName } from '../storage/data-directory.ts'
import { RpcServer } from '../transport/rpc-server.ts'

/** Nobody has begun to use it, or it is not there. */
export function isNewDirectory(data: string): boolean {
  return !existsSync(join(data, formatFileName))
}

/** Where nobody can listen no new directory is begun. One in use is left to its owner's start, which has more to say of it. Throws as RpcServer.listen. */
export async function checkBeforeMaking(data: string, listen: string): Promise<void> {
  if (isNewDirectory(data)) await checkListen(listen)
}

/** Throws as RpcServer.listen, where a process that listened there would. */
export async function checkListen(address: string): Promise<void> {
  const server = new RpcServer()
  try {
    await server.listen(address)
  } finally {
    await server.close()
  }
}
