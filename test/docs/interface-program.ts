// The program that the tables of docs/interface.md make: its declarations, then every call, in their order on the page.
import { blocks, codesIn, page, tables } from './pages.ts'

export const interfacePage = page('docs/interface.md')

/** A line of the program, and what it prints. */
export interface Step {
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
export function interfaceSteps(): Step[] {
  const heads = [...interfacePage.matchAll(/^\| (\w+) \| (\w+) \|$/gm)].filter(([, first, second]) => stepsOf[`${first} ${second}`])
  const next = new Map<string, number>()
  return heads.flatMap(([, first, second]) => {
    const kind = `${first} ${second}`
    const index = next.get(kind) ?? 0
    next.set(kind, index + 1)
    return tables(interfacePage, first!, second!)[index]!.map(stepsOf[kind]!)
  })
}

const prelude = `
import { inspect } from 'node:util'
import { HyperdexError } from 'hyperdex'
const show = async (call: () => unknown) => {
  try {
    console.log(inspect(await call(), { depth: null, breakLength: Infinity, compact: 100 }))
  } catch (error) {
    if (!(error instanceof HyperdexError)) throw error
    console.log(error.code)
  }
}
const find = async (call: () => Promise<readonly { readonly name: string }[]>) => console.log((await call()).map(({ name }) => name).join(' '))
`

export function interfaceProgram(): string {
  return [blocks(interfacePage, 'ts')[0]!, prelude, ...interfaceSteps().map(({ code }) => code)].join('\n')
}
