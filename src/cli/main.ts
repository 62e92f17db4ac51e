// The command line. `bin/hyperdex` imports this file, which runs the arguments of the process and ends it.
//
// Here live one file a command (commands/), what they share, and the larger commands in folders of their own: load/, start/ and
// status/. Values are taken and shown by the schema of the space that is named, so commands work over the session and not over the
// typed client. Nothing else in the project imports this folder.
import { readFileSync } from 'node:fs'
import { packageFile } from './package-file.ts'
import { processIo } from './process-io.ts'
import { run } from './run.ts'

const argv = process.argv.slice(2)

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }
  process.stdout.write(`${version}\n`)
} else {
  process.exit(await run(argv, processIo()))
}
