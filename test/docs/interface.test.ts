// The calls that docs/interface.md shows answer what it shows: all its tables, as one program, in their order on the page.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { operationName } from '../../src/values/operation.ts'
import { temporaryDirectory } from '../storage/temporary-directory.ts'
import { blocks, codesIn, page, tables } from './pages.ts'
import { runProgram } from './program.ts'

const text = page('docs/interface.md')

/** A line of the program, and what it prints. */
interface Step {
  readonly code: string
  readonly answer: string | undefined
}

function callStep([call, answer]: readonly string[]): Step {
  const [code] = codesIn(call!)
  if (code!.startsWith('const ')) return { code: code!, answer: undefined }
  return { code: `await show(async () => ${code})`, answer: codesIn(answer!)[0]! }
}

function operationStep([operation, then]: readonly string[]): Step {
  const [code] = codesIn(operation!)
  const [, attribute] = code!.match(/\{ (\w+):/)!
  return { code: `await show(async () => (await ${code}) && (await u.get('ann'))!.${attribute})`, answer: codesIn(then!)[0]! }
}

function predicateStep([predicate, finds]: readonly string[]): Step {
  const [code] = codesIn(predicate!)
  return { code: `await find(async () => rows(u.search(${code}, { select: ['name'] })))`, answer: codesIn(finds!).join(' ') }
}

const stepsOf: Readonly<Record<string, (cells: readonly string[]) => Step>> = {
  'call answer': callStep,
  'operation then': operationStep,
  'predicate finds': predicateStep,
}

/** Of all tables of the three kinds, in their order on the page. */
function steps(): Step[] {
  const heads = [...text.matchAll(/^\| (\w+) \| (\w+) \|$/gm)].filter(([, first, second]) => stepsOf[`${first} ${second}`])
  const next = new Map<string, number>()
  return heads.flatMap(([, first, second]) => {
    const kind = `${first} ${second}`
    const index = next.get(kind) ?? 0
    next.set(kind, index + 1)
    return tables(text, first!, second!)[index]!.map(stepsOf[kind]!)
  })
}

const prelude = `
import { inspect } from 'node:util'
const show = async (call) => {
  try {
    console.log(inspect(await call(), { depth: null, breakLength: Infinity, compact: 100 }))
  } catch (error) {
    if (error.remedy === undefined) throw error
    console.log(error.code)
  }
}
const find = async (call) => console.log((await call()).map(({ name }) => name).join(' '))
`

test('the calls answer what the page says', async (t) => {
  t.timeout(150_000)
  const directory = await temporaryDirectory(t)
  await using cluster = await embedded({ servers: 3 })
  const all = steps()
  t.true(all.length > 180)
  const printed = await runProgram([blocks(text, 'ts')[0]!, prelude, ...all.map(({ code }) => code)].join('\n'), cluster.url, directory)
  const answered = all.filter(({ answer }) => answer !== undefined)
  const lines = printed.split('\n')
  for (const [index, { code, answer }] of answered.entries()) t.is(lines[index], answer!, code)
})

test('every operator and every operation has an example', (t) => {
  const [operators] = text.match(/^import \{ (.*) \} from 'hyperdex'$/m)!.slice(1)
  const code = steps().map((step) => step.code)
  for (const name of operators!.split(', ').filter((each) => !['connect', 'space', 't'].includes(each))) {
    t.true(
      code.some((line) => new RegExp(`(?<![\\w.])${name}\\(`).test(line)),
      `${name} has no example`,
    )
  }
  for (const name of Object.keys(operationName)) {
    t.true(
      code.some((line) => line.includes(`u.${name}(`)),
      `${name} has no example`,
    )
  }
})
