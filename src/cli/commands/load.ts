import type { Command } from 'commander'
import { oneOf } from '../choice-option.ts'
import type { CommandContext } from '../command-context.ts'
import { addCredentialOptions } from '../credentials.ts'
import { type LoadOptions, load } from '../load/load.ts'

export function addLoad(program: Command, context: CommandContext): void {
  const command = program
    .command('load')
    .summary('put every object of a file into a space')
    .description(
      'Puts every object of an NDJSON or CSV file. NDJSON members and CSV columns are named as the attributes; in CSV an empty field of an ' +
        'attribute that is no string leaves it alone. Lines that cannot be loaded are reported and the others are loaded (exit status 1). ' +
        '--timeout is how long an interruption of the cluster may last, five minutes by default.',
    )
    .argument('<space>')
    .argument('<file>', 'a file, or - for stdin')
    .option('--format <ndjson|csv>', "else the file's ending decides, else ndjson", oneOf('--format', ['ndjson', 'csv']))
    .option('--key <field>', "the field that holds the key; else the key's own name")
  addCredentialOptions(command).action((space: string, file: string, options: LoadOptions) => load(context, space, file, options))
}
