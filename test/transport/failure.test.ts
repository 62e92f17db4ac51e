import { Metadata, status } from '@grpc/grpc-js'
import test from 'ava'
import fc from 'fast-check'
import { exitStatusOf } from '../../src/cli/print-error.ts'
import { type ErrorCode, errorTable, HyperdexError } from '../../src/errors.ts'
import { fromFailure, fromStatus, toFailure, toStatus } from '../../src/transport/failure.ts'
import { promisedErrors } from '../docs/promised-errors.ts'

const codes = Object.keys(promisedErrors) as ErrorCode[]

test('the codes are those of the closed list, in its order, each with its statuses', (t) => {
  t.deepEqual(Object.keys(errorTable), codes)
  for (const code of codes) {
    const { grpc, number, exit } = promisedErrors[code]
    const error = new HyperdexError(code, 'what', 'remedy')
    t.is(toStatus(error).code, number, code)
    t.is(status[grpc], number, code)
    t.is(exitStatusOf(error), exit, code)
  }
})

test('a hint when to call again travels, and only where one was given', (t) => {
  const hinted = new HyperdexError('UNAVAILABLE', 'what', 'remedy', { retryAfterMs: 250 })
  t.is(fromStatus(toStatus(hinted), 'somewhere').retryAfterMs, 250)
  t.is(fromStatus(toStatus(new HyperdexError('UNAVAILABLE', 'what', 'remedy')), 'somewhere').retryAfterMs, undefined)
})

test('every error travels as its status and comes back as itself', (t) => {
  fc.assert(
    fc.property(fc.constantFrom(...codes), fc.string({ maxLength: 300 }), fc.string(), fc.nat(), (code, message, remedy, retryAfterMs) => {
      const error = new HyperdexError(code, message, remedy, { retryAfterMs: retryAfterMs + 1 })
      const sent = toStatus(error)
      t.is(sent.code, promisedErrors[code].number)
      const back = fromStatus(sent, 'somewhere')
      t.deepEqual(
        [back.code, back.message, back.remedy, back.retryAfterMs],
        [code, message.toWellFormed(), remedy.toWellFormed(), retryAfterMs + 1],
      )
    }),
    { numRuns: 100 },
  )
})

test('headers take any message: lone surrogates are replaced, long texts cut', (t) => {
  const { details } = toStatus(new HyperdexError('INVALID', `\ud800${'x'.repeat(10_000)}`, ''))
  t.true(details.length < 3000)
  t.notThrows(() => encodeURI(details))
})

test('an unknown error is INTERNAL with its message and without its stack', (t) => {
  const failure = toFailure(new TypeError('x is not a function'))
  t.is(failure.code, 'INTERNAL')
  t.is(failure.message, 'x is not a function')
  t.is(fromFailure({ code: 'WHAT' }).code, 'INTERNAL')
})

test('statuses of other origin become the nearest code', (t) => {
  const of = (code: number, details = '') => fromStatus({ code, details, metadata: new Metadata() }, '127.0.0.1:1').code
  t.is(of(status.UNAVAILABLE), 'UNAVAILABLE')
  t.is(of(status.DEADLINE_EXCEEDED), 'TIMEOUT')
  t.is(of(status.CANCELLED), 'ABORTED')
  t.is(of(status.UNIMPLEMENTED), 'VERSION_MISMATCH')
  t.is(of(status.RESOURCE_EXHAUSTED, 'Received message larger than max (5 vs. 4)'), 'TOO_LARGE')
  t.is(of(status.RESOURCE_EXHAUSTED, 'Too many pings'), 'OVERLOADED')
  t.is(of(status.DATA_LOSS), 'INTERNAL')
})

test('what grpc-js says of connections is told in words', (t) => {
  const of = (details: string) => fromStatus({ code: status.UNAVAILABLE, details, metadata: new Metadata() }, 'db:1').message
  t.is(of('Name resolution failed for target dns:db:1'), 'db:1: no address is known of that host')
  t.is(
    of('No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:1. Resolution note: '),
    'db:1: no connection, connect ECONNREFUSED 127.0.0.1:1',
  )
  t.is(
    of('No connection established. Last error: null. Resolution note: cut'),
    'db:1: No connection established. Last error: null. Resolution note: cut',
  )
})

test('a broken trailer leaves the status to speak', (t) => {
  const metadata = new Metadata()
  metadata.set('hyperdex-error-bin', Buffer.from([0x0a, 0x7f]))
  t.is(fromStatus({ code: status.UNAVAILABLE, details: 'gone', metadata }, 'x').code, 'UNAVAILABLE')
})
