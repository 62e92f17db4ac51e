// What the compiler knows of a space. The assertions are checked by `tsc`; that the file runs only shows that it is one of the tests.
import test from 'ava'
import { expectTypeOf } from 'expect-type'
import {
  type AttributeTest,
  and,
  at,
  between,
  contains,
  type Database,
  type JsonObject,
  length,
  not,
  or,
  type Patch,
  type Row,
  type ShapeOf,
  type SpaceClient,
  space,
  t,
  type UntypedShape,
  type Where,
} from '../../src/index.ts'

const users = space('users', {
  key: { username: t.string },
  attributes: {
    last: t.string,
    avatar: t.bytes,
    age: t.int,
    visits: t.int64,
    score: t.float,
    born: t.timestamp('day'),
    seen: t.timestamp('hour', 'micros'),
    tags: t.set(t.string),
    marks: t.list(t.float),
    counts: t.map(t.string, t.int),
    profile: t.document,
  },
  subspaces: [['last', 'age']],
  indexes: ['score', 'profile.a.b'],
})

type Users = ShapeOf<typeof users>
type Values = Users['values']
declare const db: Database
const typed = () => db.space(users)
type UserSpace = ReturnType<typeof typed>

const seen: string[] = []
function types(title: string, check: () => void): void {
  // The checks are expressions over types and declared values: they are compiled, not called.
  seen.push(`${title} ${check.length}`)
}

types('rows', () => {
  expectTypeOf<Row<typeof users>>().toEqualTypeOf<{
    username: string
    last: string
    avatar: Uint8Array
    age: number
    visits: bigint
    score: number
    born: Date
    seen: bigint
    tags: ReadonlySet<string>
    marks: readonly number[]
    counts: ReadonlyMap<string, number>
    profile: JsonObject
  }>()
  expectTypeOf<UserSpace>().toEqualTypeOf<SpaceClient<Users>>()
  expectTypeOf(typed().get('a')).resolves.toEqualTypeOf<Row<typeof users> | undefined>()
  expectTypeOf(typed().get('a', { version: true })).resolves.toEqualTypeOf<(Row<typeof users> & { $version: number }) | undefined>()
  expectTypeOf(typed().getPartial('a', ['age', 'last'])).resolves.toEqualTypeOf<Pick<Row<typeof users>, 'age' | 'last'> | undefined>()
  expectTypeOf(typed().getMany(['a'])).resolves.toEqualTypeOf<(Row<typeof users> | undefined)[]>()
  expectTypeOf(typed().put('a', {})).resolves.toEqualTypeOf<boolean>()
})

types('keys', () => {
  expectTypeOf<Users['key']>().toEqualTypeOf<string>()
  const byNumber = space('n', { key: { id: t.int64 } })
  expectTypeOf<ShapeOf<typeof byNumber>['key']>().toEqualTypeOf<bigint>()
  expectTypeOf<Row<typeof byNumber>>().toEqualTypeOf<{ id: bigint }>()
})

types('patches', () => {
  expectTypeOf<keyof Patch<typeof users>>().toEqualTypeOf<Exclude<keyof Row<typeof users>, 'username'>>()
  expectTypeOf<{ age: number }>().toExtend<Patch<typeof users>>()
  expectTypeOf<{ age: string }>().not.toExtend<Patch<typeof users>>()
  expectTypeOf<{ age: bigint }>().not.toExtend<Patch<typeof users>>()
  expectTypeOf<{ visits: number }>().not.toExtend<Patch<typeof users>>()
  expectTypeOf<{ agee: number }>().not.toExtend<Patch<typeof users>>()
})

types('operations exist only for attributes they fit', () => {
  expectTypeOf<keyof Values['add']>().toEqualTypeOf<'age' | 'visits' | 'score'>()
  expectTypeOf<keyof Values['div']>().toEqualTypeOf<'age' | 'visits' | 'score'>()
  expectTypeOf<keyof Values['max']>().toEqualTypeOf<'age' | 'visits' | 'score'>()
  expectTypeOf<keyof Values['mod']>().toEqualTypeOf<'age' | 'visits'>()
  expectTypeOf<keyof Values['bitXor']>().toEqualTypeOf<'age' | 'visits'>()
  expectTypeOf<keyof Values['append']>().toEqualTypeOf<'last' | 'avatar'>()
  expectTypeOf<Values['ltrim']>().toEqualTypeOf<{ readonly last?: number; readonly avatar?: number }>()
  expectTypeOf<Values['add']['visits']>().toEqualTypeOf<bigint | undefined>()
  expectTypeOf<{ score: number }>().not.toExtend<Values['mod']>()
  expectTypeOf(typed().update('a').mod).parameter(0).toEqualTypeOf<Values['mod']>()
})

types('predicates', () => {
  type Here = Where<typeof users>
  expectTypeOf<{ last: 'Smith'; age: AttributeTest<'between', number> }>().toExtend<Here>()
  expectTypeOf<{ age: readonly AttributeTest<'less' | 'greater', number>[] }>().toExtend<Here>()
  expectTypeOf<{ age: AttributeTest<'less', string> }>().not.toExtend<Here>()
  expectTypeOf<{ visits: AttributeTest<'less', number> }>().not.toExtend<Here>()
  expectTypeOf<{ age: AttributeTest<'regex', string> }>().not.toExtend<Here>()
  expectTypeOf<{ age: AttributeTest<'lengthEqual', number> }>().not.toExtend<Here>()
  expectTypeOf<{ tags: AttributeTest<'less', ReadonlySet<string>> }>().not.toExtend<Here>()
  expectTypeOf<{ tags: AttributeTest<'contains', string> }>().toExtend<Here>()
  expectTypeOf<{ tags: AttributeTest<'contains', number> }>().not.toExtend<Here>()
  expectTypeOf<{ nothing: number }>().not.toExtend<Here>()
  const combined: Here = and({ last: 'x', tags: contains('a') }, not(or({ age: or(between(1, 2), 7) }, { last: length(3) })))
  const nested: Here = { profile: at('a.b[0].c', [between(1, 2), 3]), counts: contains('k') }
  expectTypeOf(typed().count).parameter(0).toEqualTypeOf<Here>()
  expectTypeOf(typed().condPut('a', combined, {})).resolves.toEqualTypeOf<boolean>()
  expectTypeOf(typed().put('a', {}, { if: nested, ifVersion: 3 })).resolves.toEqualTypeOf<boolean>()
})

types('searches', () => {
  expectTypeOf<Users['ordered']>().toEqualTypeOf<'username' | 'last' | 'avatar' | 'age' | 'visits' | 'score' | 'born' | 'seen'>()
  const all = typed().search({})
  expectTypeOf<Awaited<ReturnType<(typeof all)['next']>>>().toExtend<IteratorResult<Row<typeof users>, undefined>>()
  const some = typed().search({}, { select: ['age'], cursors: true, orderBy: ['age', 'desc'] })
  type Some = Extract<Awaited<ReturnType<(typeof some)['next']>>, { done?: false }>['value']
  expectTypeOf<Some['age']>().toEqualTypeOf<number>()
  expectTypeOf<Some['$cursor']>().toEqualTypeOf<string>()
  expectTypeOf<keyof Some>().toEqualTypeOf<'age' | '$cursor'>()
})

types('a fetched space is checked when it is called', () => {
  const raw = () => db.openSpace('users')
  expectTypeOf(raw).returns.resolves.toEqualTypeOf<SpaceClient<UntypedShape>>()
  expectTypeOf<{ anything: number }>().toExtend<UntypedShape['values']['add']>()
  expectTypeOf<{ anything: symbol }>().not.toExtend<UntypedShape['values']['add']>()
})

test('types are declared for every part of the client', (t) => {
  t.is(seen.length, 7)
})

test('a declaration is the same as its text in the space language', (t) => {
  t.deepEqual(users.definition.subspaces, [['last', 'age']])
  t.deepEqual(users.definition.indexes, [{ attribute: 'score' }, { attribute: 'profile', path: 'a.b' }])
  t.throws(() => space('no name', { key: { k: users.keyColumn } }), { code: 'INVALID' })
  t.throws(() => space('x', { key: {} }), { code: 'INVALID' })
})
