// Run by data-directory.test.ts: opens a data directory, says so and holds it until it is killed.
import { openDataDirectory } from '../../src/storage/data-directory.ts'

await openDataDirectory(process.argv[2]!, 'server')
process.stdout.write('open\n')
process.stdin.resume()
