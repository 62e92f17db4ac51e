// The table of docs/grpc.md on calls without a deadline names every call once, and its figures are what is waited.
import test from 'ava'
import { adminService, hyperDexService } from '../../src/transport/services.ts'
import { timeoutOf } from '../../src/transport/timeout.ts'
import { codesIn, page, tables } from './pages.ts'

test('every call is in the table of deadlines, with how long it may take without one', (t) => {
  const [rows] = tables(page('docs/grpc.md'), 'call', 'without a deadline')
  const methods = [hyperDexService, adminService].flatMap((service) =>
    Object.values(service.methods).map(({ path }) => path.split('/').at(-1)!),
  )
  t.deepEqual(rows!.flatMap(([calls]) => codesIn(calls!)).toSorted(), methods.toSorted())
  const waits = rows!.flatMap(([, time]) => [...time!.matchAll(/\b(\d+) s\b/g)])
  t.true(waits.length >= 6)
  for (const [text, seconds] of waits) t.is(Number(seconds) * 1000, timeoutOf({}), text)
  const endless = rows!.filter(([, time]) => time === 'no end').flatMap(([calls]) => codesIn(calls!))
  t.deepEqual(endless, ['GroupUpdate', 'GroupUpdateWithProgress', 'WatchConfiguration', 'WaitUntilStable'])
})
