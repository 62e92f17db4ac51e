// Run by open-reads.test.ts: reads a few rows of a search of space `items`, begins a watch, says so and holds both until it is killed.
import { connect } from '../../src/index.ts'

const db = await connect(process.argv[2]!)
const items = await db.openSpace('items')
const watch = items.watch({})
await watch.opened
const rows = items.search({})
for (let read = 0; read < 10; read++) await rows.next()
process.stdout.write('reading\n')
process.stdin.resume()
