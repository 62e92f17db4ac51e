import test from 'ava'
import { ClusterState } from '../../coordinator/core/cluster-state.ts'
import { type Registration, startKind } from '../../coordinator/core/registration.ts'
import { emptyState } from '../../coordinator/core/state.ts'
import type { Journal } from '../../coordinator/journal/journal.ts'
import { coordinatorHandlers } from '../../coordinator/service/attend-handlers.ts'
import { Leadership } from '../../coordinator/service/leadership.ts'
import { HyperdexError } from '../../src/errors.ts'
import { registration } from './commands.ts'

/** A journal whose disk answers when the test says so. */
class SlowJournal implements Journal {
  readonly writes: PromiseWithResolvers<void>[] = []

  append(): Promise<void> {
    const write = Promise.withResolvers<void>()
    this.writes.push(write)
    return write.promise
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

function lead() {
  const journal = new SlowJournal()
  const failures: Error[] = []
  const leadership = new Leadership(new ClusterState(emptyState, 0), journal, (error) => failures.push(error))
  const begun = leadership.decide((core) => core.begin('c'))
  return { journal, failures, leadership, begun }
}

test('nobody hears of a decision that is not durable', async (t) => {
  const { journal, leadership, begun } = lead()
  const heard: string[] = []
  leadership.follow(() => heard.push(`configuration ${leadership.configuration.version}`))
  const registered = leadership.decide((core) => core.register(registration(1), 0)).then(({ server }) => heard.push(`server ${server}`))
  t.is(
    leadership.observe((core) => core.configuration.version),
    2,
  )
  journal.writes[0]!.resolve()
  await begun
  t.deepEqual(heard, ['configuration 1'])
  t.is(leadership.wholeConfiguration().servers?.length, 0)
  journal.writes[1]!.resolve()
  await registered
  t.deepEqual(heard, ['configuration 1', 'configuration 2', 'server 1'])
})

test('a former leader turns no server away: another one may have taken it back since', async (t) => {
  let leads = true
  const journal: Journal = {
    append: async (records) => {
      if (!leads && records.length > 0) throw new HyperdexError('UNAVAILABLE', 'another coordinator leads now', 'Ask again.')
    },
    close: async () => {},
  }
  const leadership = new Leadership(new ClusterState(emptyState, 0), journal, () => {})
  const told: string[] = []
  const { register } = coordinatorHandlers(
    leadership,
    () => 0,
    (_call, { code }) => told.push(code),
  )
  const registered = (over: Partial<Registration>) => register(registration(1, over) as never, {} as never) as Promise<unknown>
  await leadership.decide((core) => core.begin('c'))
  await registered({})
  await leadership.decide((core) => core.killServer(1, 0))
  const returning = { cluster: 'c', server: 1, incarnation: 2, start: startKind.clean }
  await t.throwsAsync(registered(returning), { code: 'PERMISSION_DENIED' })
  leads = false
  await t.throwsAsync(registered(returning), { code: 'UNAVAILABLE' })
  t.deepEqual(told, ['PERMISSION_DENIED', 'UNAVAILABLE'])
})

test('a server that attends is turned away when the journal has kept why, and by nobody who has ceased to lead', async (t) => {
  for (const leads of [true, false]) {
    const kill = Promise.withResolvers<void>()
    let killing = false
    let appended = 0
    const journal: Journal = {
      append: async () => {
        if (!killing) return
        // One after the other, as journals do.
        appended++
        await kill.promise
      },
      close: async () => {},
    }
    const leadership = new Leadership(new ClusterState(emptyState, 0), journal, () => {})
    const { attend } = coordinatorHandlers(leadership, () => 0)
    await leadership.decide((core) => core.begin('c'))
    await leadership.decide((core) => core.register(registration(1), 0))
    killing = true
    const killed = leadership.decide((core) => core.killServer(1, 0)).catch(() => {})
    const closed = Promise.withResolvers<unknown>()
    let isClosed = false
    const call = {
      accept: () => {},
      send: () => {},
      close: (error: unknown) => {
        isClosed = true
        closed.resolve(error)
      },
    }
    const attendant = attend(call as never)
    const heartbeat = {
      server: 1,
      incarnation: 1,
      configurationVersion: leadership.configuration.version,
      spaces: [],
      unreachable: [],
      regions: [],
    }
    for (let times = 0; times < 3; times++) attendant.receive({ ...heartbeat, cluster: '', diskFull: false, pulse: 0 } as never)
    await new Promise((resolve) => setImmediate(resolve))
    t.false(isClosed, 'the kill is not kept yet')
    if (leads) kill.resolve()
    else kill.reject(new HyperdexError('UNAVAILABLE', 'another coordinator leads now', 'Ask again.'))
    await killed
    t.is(((await closed.promise) as HyperdexError).code, leads ? 'PERMISSION_DENIED' : 'UNAVAILABLE')
    t.is(appended, 2)
  }
})

test('an answer that decides nothing still waits for what it may rest on', async (t) => {
  const { journal, leadership, begun } = lead()
  let answered = false
  const same = leadership
    .decide((core) => core.setReadOnly('', false))
    .then(() => {
      answered = true
    })
  journal.writes[0]!.resolve()
  await begun
  t.false(answered)
  journal.writes[1]!.resolve()
  await same
  t.true(answered)
})

test('when the journal fails the caller is told, nothing is shown, and the process is to end', async (t) => {
  const { journal, failures, leadership, begun } = lead()
  journal.writes[0]!.resolve()
  await begun
  const registered = leadership.decide((core) => core.register(registration(1), 0))
  journal.writes[1]!.reject(new HyperdexError('DISK_FULL', 'the disk is full', 'Make room.'))
  await t.throwsAsync(registered, { code: 'DISK_FULL' })
  t.is(failures.length, 1)
  t.is(leadership.configuration.version, 1)
})
