// The tables of docs/formats/values.md are what happens: bytes, order forms and coordinates are computed, tests are judged, operations and
// the JSON form go through a cluster.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import { type Bytes, emptyBytes } from '../../src/values/bytes.ts'
import { decodeFloat, decodeInt, encodeInt, encodeString } from '../../src/values/encode.ts'
import { fromJson, toJson } from '../../src/values/json.ts'
import { parseJson } from '../../src/values/json-text.ts'
import { checkOperations, compilePredicate } from '../../src/values/matcher.ts'
import { operationName } from '../../src/values/operation.ts'
import { type OperatorName, operator, predicateKind } from '../../src/values/predicate.ts'
import { dataType } from '../../src/values/registry.ts'
import { Commands } from '../cli/commands.ts'
import { codesIn, page, tables } from './pages.ts'

const text = page('docs/formats/values.md')

function rowsOf(...titles: readonly string[]): string[][] {
  const [rows, ...more] = tables(text, ...titles)
  if (rows === undefined || more.length > 0) throw new Error(`not one table: ${titles.join(', ')}`)
  return rows
}

const code = (cell: string) => codesIn(cell)[0] ?? cell
const typeNamed = (name: string): AttributeType => parseSpace(`space s key k attributes ${name} v`).attributes[0]!.type
const stored = (type: AttributeType, json: string) => fromJson(type, parseJson(json))
const hex = (bytes: Bytes) =>
  bytes.length === 0
    ? 'no bytes'
    : Buffer.from(bytes)
        .toString('hex')
        .replaceAll(/..(?!$)/g, '$& ')
/** Without the white space behind commas and colons, which no string of the page has. */
const compact = (json: string) => json.replaceAll(', ', ',').replaceAll(': ', ':')

const kinds: ReadonlySet<AttributeType['kind']> = new Set([
  ...(['string', 'int', 'int64', 'float', 'timestamp', 'list', 'set', 'map', 'document'] as const),
])

test('bytes', (t) => {
  const seen = new Set<string>()
  for (const [name, value, bytes] of rowsOf('type', 'value', 'bytes')) {
    const type = typeNamed(name!)
    seen.add(type.kind)
    const encoded = stored(type, code(value!))
    t.is(hex(encoded), code(bytes!), `${name} ${value}`)
    t.is(dataType(type).check(encoded), undefined)
    t.deepEqual(stored(type, toJson(type, encoded)), encoded)
  }
  t.deepEqual(seen, kinds)
})

test('the bytes of docs/grpc.md', (t) => {
  const [rows] = tables(page('docs/grpc.md'), 'type', 'bytes', 'example')
  const written: Readonly<Record<string, string>> = {
    string: '"zoë"',
    'int, int64': '258',
    float: '1.5',
    'list, set': '["ab"]',
    document: '{"a": 1}',
  }
  for (const [name, , example] of rows!.filter(([, , cell]) => cell !== '')) {
    const type = typeNamed(name === 'list, set' ? 'list(string)' : name!.split(',')[0]!)
    t.is(codesIn(example!).at(-1), hex(stored(type, written[name!]!)), name)
  }
  const text = page('docs/grpc.md')
  t.true(text.includes(`key \`jsmith\` is \`${Buffer.from('jsmith').toString('base64')}\``))
  t.true(text.includes(`the int 1 is \`${Buffer.from(encodeInt(1n)).toString('base64')}\``))
})

test('what is absent', (t) => {
  const rows = rowsOf('type', 'bytes', 'absent reads as')
  const names = ['string', 'int', 'float', 'timestamp(day)', 'list(int)', 'set(int)', 'map(int, int)', 'document']
  t.is(rows.length, names.length)
  const absents = rows.map(([, , absent]) => code(absent!))
  t.deepEqual(absents, ['no bytes', '0', '0', 'that moment', 'no bytes', 'no bytes', 'no bytes', '{}'])
  const read = names.map((name) => toJson(typeNamed(name), dataType(typeNamed(name)).absent))
  t.deepEqual(read, ['""', '0', '0', '"1970-01-01T00:00:00.000000Z"', '[]', '[]', '[]', '{}'])
})

test('order forms, which rise', (t) => {
  let before: { readonly name: string; readonly form: Bytes } | undefined
  const seen = new Set<string>()
  for (const [name, value, form] of rowsOf('type', 'value', 'order form')) {
    const type = typeNamed(name!)
    const { canonicalKey, toOrdered } = dataType(type)
    const ordered = toOrdered(canonicalKey(stored(type, code(value!))))
    t.is(hex(ordered), code(form!), `${name} ${value}`)
    if (before?.name === name) t.true(Buffer.compare(before!.form, ordered) < 0, `${name} ${value}`)
    before = { name: name!, form: ordered }
    seen.add(type.kind)
  }
  t.deepEqual(seen, new Set(['string', 'int', 'timestamp', 'float']))
})

/** The formula of the page, of numbers up to 2^62 and infinities. */
function coordinateByPage(value: number, share: number): number {
  const x = 1 + Math.abs(value)
  const e = Math.floor(Math.log2(x))
  const bits = Number.isFinite(x) ? e + x / 2 ** e - 1 : 1024
  const part = bits <= 63 ? share * Math.sqrt(bits / 63) : share + ((1 - share) * (bits - 63)) / 961
  return 2 ** 31 + Math.sign(value) * Math.floor(part * (2 ** 31 - 2))
}

test('coordinates', (t) => {
  for (const [name, value, coordinate] of rowsOf('type', 'value', 'coordinate')) {
    const type = typeNamed(name!)
    const bytes = stored(type, code(value!))
    const wanted = Number.parseInt(code(coordinate!), 16)
    t.is(dataType(type).coordinate(bytes), wanted, `${name} ${value}`)
    if (type.kind === 'int') t.is(coordinateByPage(Number(decodeInt(bytes)), 1), wanted)
    if (type.kind === 'float' && !Number.isNaN(decodeFloat(bytes))) t.is(coordinateByPage(decodeFloat(bytes), 0.96875), wanted)
  }
  const intervals = Array.from({ length: 100 }, (_, index) =>
    Math.floor(dataType({ kind: 'int' }).coordinate(encodeInt(BigInt(index))) / 2 ** 26),
  )
  t.is(new Set(intervals).size, 8)
})

/** Types by what a test of the page is judged with: containers' elements and keys, lengths. */
function operandType(type: AttributeType, name: OperatorName): AttributeType {
  if (name.startsWith('length')) return { kind: 'int' }
  if (name !== 'contains') return type
  if (type.kind === 'list' || type.kind === 'set') return { kind: type.element }
  return { kind: type.kind === 'map' ? type.key : 'string' }
}

test('tests hold for what the page says, and for nothing else that it names', (t) => {
  const seen = new Set<OperatorName>()
  for (const [cell, typeName, operands, holding, others] of rowsOf('test', 'type', 'operand', 'holds for', 'not for')) {
    const [name, type] = [code(cell!) as OperatorName, typeNamed(typeName!)]
    const given = codesIn(operands!).map((json) => stored(operandType(type, name), json))
    const holds = compilePredicate({ kind: predicateKind.test, attribute: 1, operator: operator[name], operands: given }, [
      { kind: 'string' },
      type,
    ])
    for (const json of codesIn(holding!)) t.true(holds(emptyBytes, [stored(type, json)]), `${name} ${operands}: ${json}`)
    for (const json of codesIn(others!)) t.false(holds(emptyBytes, [stored(type, json)]), `${name} ${operands}: ${json}`)
    seen.add(name)
  }
  t.deepEqual([...seen].sort(), Object.keys(operator).sort())
})

test('tests at a path', (t) => {
  const seen = new Set<string>()
  for (const [cell, operands, holding, others] of rowsOf('test at `p`', 'operand', 'holds for', 'not for')) {
    const name = code(cell!) as OperatorName
    const given = codesIn(operands!).map((json) => (name.startsWith('length') ? encodeInt(BigInt(json)) : encodeString(json)))
    const holds = compilePredicate({ kind: predicateKind.test, attribute: 1, path: 'p', operator: operator[name], operands: given }, [
      { kind: 'string' },
      { kind: 'document' },
    ])
    for (const json of codesIn(holding!)) t.true(holds(emptyBytes, [stored({ kind: 'document' }, json)]), `${name} ${operands}: ${json}`)
    for (const json of codesIn(others!)) t.false(holds(emptyBytes, [stored({ kind: 'document' }, json)]), `${name} ${operands}: ${json}`)
    seen.add(name)
  }
  t.deepEqual([...seen].sort(), Object.keys(operator).sort())
})

/** One object a row with one value in the attribute of its type; what they hold afterwards, each as it is printed. */
class StoredRows {
  readonly #commands: Commands
  readonly #space: string
  readonly #attributes = new Map<string, string>()
  readonly #rows: readonly { readonly type: string; readonly json: string }[]

  constructor(commands: Commands, space: string, rows: readonly { readonly type: string; readonly json: string }[]) {
    this.#commands = commands
    this.#space = space
    this.#rows = rows
    for (const { type } of rows) if (!this.#attributes.has(type)) this.#attributes.set(type, `a${this.#attributes.size}`)
  }

  attribute(row: number): string {
    return this.#attributes.get(this.#rows[row]!.type)!
  }

  /** How many were refused. */
  async store(): Promise<number> {
    const attributes = [...this.#attributes].map(([type, name]) => `${type} ${name}`)
    await this.#commands.done(['space', 'add'], `space ${this.#space} key int k attributes ${attributes.join(', ')} create 1 partition`)
    const lines = this.#rows.map(({ json }, row) => `{"k":${row},"${this.attribute(row)}":${json}}\n`)
    const { stdout } = await this.#commands.run(['load', this.#space, '-', '--json'], lines.join(''))
    return JSON.parse(stdout).rejected
  }

  async read(row: number): Promise<string | undefined> {
    const name = this.attribute(row)
    const found = await this.#commands.done(['search', `${this.#space} select ${name} where k = ${row}`, '--json'])
    return found === '' ? undefined : found.trimEnd().slice(`{"${name}":`.length, -1)
  }
}

/** As it is typed on the command line. */
function typed(operation: string, type: AttributeType, operand: string): string {
  const value: unknown = JSON.parse(operand)
  const bare = type.kind === 'string' || type.kind === 'timestamp' || type.kind === 'float' || operation !== 'put'
  return bare && typeof value === 'string' ? value : operand
}

test('operations, in a cluster', async (t) => {
  await using cluster = await embedded()
  await using commands = await Commands.connect(cluster.addresses)
  const rows = rowsOf('type', 'before', 'operation', 'after')
  const objects = new StoredRows(
    commands,
    'operations',
    rows.map(([type, before]) => ({ type: type!, json: code(before!) })),
  )
  t.is(await objects.store(), 0)
  const seen = new Set<string>()
  for (const [row, [typeName, before, cell, after]] of rows.entries()) {
    const [, operation, operand] = code(cell!).match(/^(\w+)(?: (.*))?$/)!
    const type = typeNamed(typeName!)
    seen.add(`${operation} ${type.kind}`)
    const name = objects.attribute(row)
    const assignment = operand === undefined ? name : `${name}=${typed(operation!, type, operand)}`
    const { code: failure } = await commands.run(['op', 'operations', String(row), operation!, assignment])
    const said = `${typeName}: ${before} ${cell}`
    const expected = code(after!)
    const fails = /^[A-Z_]+$/.test(expected)
    t.is(failure, fails ? expected : undefined, said)
    t.is(await objects.read(row), compact(fails ? code(before!) : expected), said)
  }
  // Whatever fits a type has an example.
  for (const name of ['string', 'int', 'float', 'timestamp(day)', 'list(int)', 'set(string)', 'map(string, int)', 'document']) {
    for (const [operation, number] of Object.entries(operationName)) {
      if (fits(typeNamed(name), number)) t.true(seen.has(`${operation} ${typeNamed(name).kind}`), `${operation} of ${name} has no example`)
    }
  }
})

/** Whether an operation fits a type, whatever it takes. */
function fits(type: AttributeType, number: number): boolean {
  try {
    checkOperations([{ attribute: 1, name: number, operands: [] }], [{ kind: 'string' }, type])
    return true
  } catch (error) {
    return !/does not fit/.test(String(error))
  }
}

test('the JSON form, through load and search', async (t) => {
  await using cluster = await embedded()
  await using commands = await Commands.connect(cluster.addresses)
  const rows = rowsOf('type', 'written', 'read')
  const objects = new StoredRows(
    commands,
    'written',
    rows.map(([type, written]) => ({ type: type!, json: code(written!) })),
  )
  t.is(await objects.store(), rows.filter(([, , read]) => code(read!) === 'INVALID').length)
  for (const [row, [type, written, read]] of rows.entries()) {
    t.is((await objects.read(row)) ?? 'INVALID', compact(code(read!)), `${type} ${written}`)
  }
  t.deepEqual(new Set(rows.map(([type]) => typeNamed(type!).kind)), kinds)
})
