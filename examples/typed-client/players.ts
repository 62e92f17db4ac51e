// The typed client against a running cluster: `hyperdex start`, then `node examples/typed-client/players.ts [hyperdex://HOST:PORT]`.
// An attribute that does not exist, a value of the wrong type, or an operation that does not fit does not compile.
import { between, connect, gt, lt, space, t } from '../../src/index.ts'

const players = space('players', {
  key: { name: t.string },
  attributes: { country: t.string, level: t.int, points: t.int64, rating: t.float, motto: t.string },
  subspaces: [['country'], ['level', 'rating']],
  tolerate: 1,
})

await using db = await connect(process.argv[2] ?? 'hyperdex://127.0.0.1:1982')
await db.admin.addSpace(players)
const game = db.space(players)

await game.put('ada', { country: 'GB', level: 7, points: 1_200n, rating: 1810.5, motto: 'Compute' })
await game.put('grace', { country: 'US', level: 9, points: 3_400n, rating: 1985, motto: 'Ask forgiveness' })
await game.put('edsger', { country: 'NL', level: 9, points: 2_900n, rating: 2010.25 })
await game.putMany([
  ['barbara', { country: 'US', level: 8, points: 2_100n, rating: 1902 }],
  ['donald', { country: 'US', level: 4, points: 900n, rating: 1600 }],
])
console.log('one object:', await game.get('ada'))

console.log('strong players of high levels, best first:')
const strong = game.search(
  { level: between(7, 9), rating: gt(1850) },
  { select: ['name', 'level', 'rating'], orderBy: ['rating', 'desc'], limit: 3 },
)
for await (const { name, level, rating } of strong) console.log(`  ${name}: level ${level}, rating ${rating}`)

console.log('a prize, applied once however often the client has to send it:', await game.add('donald', { points: 100n, rating: 12.5 }))
console.log('promoted only from level 4:', await game.condPut('donald', { level: 4 }, { level: 5 }))
console.log('and not a second time:', await game.condPut('donald', { level: 4 }, { level: 5 }))

const applied = await game
  .update('grace')
  .add({ points: 50n })
  .append({ motto: ', not permission' })
  .commit({ if: { level: gt(8) } })
console.log('several changes in one atomic step:', applied, await game.getPartial('grace', ['points', 'motto']))

console.log('players of the US below level 9:', await game.count({ country: 'US', level: lt(9) }))
const { subspace, attributes, regionsAsked, regionsTotal } = await game.explain({ country: 'US' })
console.log(`asked ${regionsAsked} of ${regionsTotal} regions, of subspace ${subspace} (${attributes.join(', ')})`)
