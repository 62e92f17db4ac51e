import test from 'ava'
import { ClusterState } from '../../coordinator/core/cluster-state.ts'
import { emptyState } from '../../coordinator/core/state.ts'
import type { Journal } from '../../coordinator/journal/journal.ts'
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
