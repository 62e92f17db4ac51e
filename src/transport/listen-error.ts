// Why a server cannot listen at its address. grpc-js tells in a text only, in which the system's own word stands.
import { type ErrorCode, HyperdexError } from '../errors.ts'

interface Reason {
  /** In grpc-js's text. */
  readonly sign: string
  readonly code: ErrorCode
  readonly message: (address: string) => string
  readonly remedy: string
}

const reasons: readonly Reason[] = [
  {
    sign: 'EADDRINUSE',
    code: 'ALREADY_EXISTS',
    message: (address) => `port in use: something else listens at ${address}`,
    remedy: 'Stop it, or choose another address with --listen.',
  },
  {
    sign: 'EADDRNOTAVAIL',
    code: 'INVALID',
    message: (address) => `cannot listen at ${address}, which is no address of this machine`,
    remedy: 'Choose another address with --listen: 127.0.0.1, or one by which this machine is reached.',
  },
  {
    sign: 'Name resolution failed',
    code: 'INVALID',
    message: (address) => `cannot listen at ${address}: no address is known of that host`,
    remedy: 'Correct the host after --listen, or give an address in numbers: 127.0.0.1, or one by which this machine is reached.',
  },
  {
    sign: 'EACCES',
    code: 'INVALID',
    message: (address) => `cannot listen at ${address}: this user may not take that port`,
    remedy: 'Choose a port from 1024 on with --listen, or let the user take lower ones.',
  },
]

/** What grpc-js said when it could not listen at the address, as ALREADY_EXISTS or INVALID where it is known what to do, else INTERNAL. */
export function listenError(address: string, error: Error): HyperdexError {
  const reason = reasons.find(({ sign }) => error.message.includes(sign))
  if (reason !== undefined) return new HyperdexError(reason.code, reason.message(address), reason.remedy, { cause: error })
  return new HyperdexError('INTERNAL', `cannot listen at ${address}: ${error.message}`, 'Choose another address with --listen.', {
    cause: error,
  })
}
