// Run by level-store.test.ts under a limit on file sizes: writes until that fails, and reports what the store then does.
import { LevelStore } from '../../src/storage/level-store.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'

const store = await LevelStore.open(process.argv[2]!)
let written = 0
let failure = ''
while (failure === '') {
  try {
    await store.write(new Map([[`k${written}`, new Uint8Array(1000)]]), false)
    written++
  } catch (error) {
    failure = (error as Error).message
  }
}
const later = await store.write(new Map([['small', new Uint8Array(1)]]), false).then(
  () => 'written',
  (error: Error) => error.message,
)
const readable = store.get(fromLatin1('k0'))?.length
await store.close()
process.stdout.write(JSON.stringify({ written, failure, later, readable }))
