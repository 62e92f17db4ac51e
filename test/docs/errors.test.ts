import test from 'ava'
import { errorTable } from '../../src/errors.ts'
import { errorsPage, meaningsIn, readErrorsPage } from './errors-page.ts'
import { tables } from './pages.ts'
import { promisedErrors } from './promised-errors.ts'

test('the table of codes is that of src/errors.ts, and every code is explained', (t) => {
  const text = readErrorsPage()
  t.is(text, errorsPage(text), 'run: node test/docs/errors-page.ts')
  const meanings = meaningsIn(text)
  t.deepEqual([...meanings.keys()], Object.keys(errorTable))
  for (const [code, meaning] of meanings) t.true(meaning.length > 20, `${code} has no explanation`)
})

test('the page has the promised codes in their order, each with its statuses and with what it means', (t) => {
  const [rows] = tables(readErrorsPage(), 'code', 'gRPC status', 'exit status', 'what happened, and what to do')
  const promised = Object.entries(promisedErrors)
  t.deepEqual(
    rows!.map((cells) => cells.slice(0, 3)),
    promised.map(([code, { grpc, number, exit }]) => [`\`${code}\``, `\`${grpc}\` (${number})`, String(exit)]),
  )
  for (const [index, [code, { says }]] of promised.entries()) t.true(rows![index]![3]!.includes(says), code)
})

test('a page with another status is seen to be outdated', (t) => {
  const text = readErrorsPage()
  const changed = text.replace('| `NOT_FOUND` (5) | 4 |', '| `NOT_FOUND` (5) | 1 |')
  t.not(changed, text)
  t.is(errorsPage(changed), text)
})
