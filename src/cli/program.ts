// The commands and the options that all of them share.
import type { Command } from 'commander'
import type { CommandContext } from './command-context.ts'
import { addAggregate } from './commands/aggregate.ts'
import { addAttribute } from './commands/attribute.ts'
import { addCheck } from './commands/check.ts'
import { addCoordinator } from './commands/coordinator.ts'
import { addCount } from './commands/count.ts'
import { addDel } from './commands/del.ts'
import { addDump } from './commands/dump.ts'
import { addExplain } from './commands/explain.ts'
import { addFaultTolerance } from './commands/fault-tolerance.ts'
import { addGet } from './commands/get.ts'
import { addGetMany } from './commands/get-many.ts'
import { addGroup } from './commands/group.ts'
import { addHelp } from './commands/help.ts'
import { addIndexCommands } from './commands/index-commands.ts'
import { addLoad } from './commands/load.ts'
import { addOp, addUpdate } from './commands/op.ts'
import { addPartitions } from './commands/partitions.ts'
import { addPut } from './commands/put.ts'
import { addReadOnly } from './commands/read-only.ts'
import { addSearch } from './commands/search.ts'
import { addServer } from './commands/server.ts'
import { addSpace } from './commands/space.ts'
import { addStart } from './commands/start.ts'
import { addStatus } from './commands/status.ts'
import { addToken } from './commands/token.ts'
import { addWaitUntilStable } from './commands/wait-until-stable.ts'
import { addWatch } from './commands/watch.ts'
import { NumberCommand } from './number-command.ts'
import { duration } from './number-option.ts'

interface HelpOutput {
  out(text: string): void
  error(text: string): void
}

/** The program without its commands: a context needs it before they can be added. */
export function makeProgram(output: HelpOutput): Command {
  return new NumberCommand('hyperdex')
    .description('A searchable, strongly consistent, fault-tolerant key-value database.')
    .option('--cluster <host:port,...>', 'the cluster, by any of its processes (default: $HYPERDEX_CLUSTER or 127.0.0.1:1982)')
    .option('--json', 'one JSON value a line instead of tables')
    .option(
      '--timeout <duration>',
      'how long a call may take, of a search until its next row, like 90s or 5m; 0: without end (default: 10s; wait-until-stable 5m, check 60s, ' +
        'group without end; load: how long an interruption may last, 5m)',
      duration('--timeout'),
    )
    .addHelpText(
      'after',
      '\nOptions may stand before and after the arguments; -- ends them.\n' +
        'Exit status: 0 done, 1 failed, 2 wrong input, 3 cluster not reached, 4 object not found, 5 compare failed, 6 copies differ.',
    )
    .showHelpAfterError('See `hyperdex help`, or `hyperdex COMMAND --help`.')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: output.out,
      writeErr: output.error,
      outputError: (text, write) => write(text.replace(/^error: /, 'hyperdex: INVALID: ')),
    })
}

export function addCommands(program: Command, context: CommandContext): void {
  addStart(program, context)
  addCoordinator(program, context)
  addServer(program, context)
  addSpace(program, context)
  addAttribute(program, context)
  addIndexCommands(program, context)
  addPut(program, context)
  addGet(program, context)
  addGetMany(program, context)
  addDel(program, context)
  addOp(program, context)
  addUpdate(program, context)
  addSearch(program, context)
  addCount(program, context)
  addAggregate(program, context)
  addGroup(program, context)
  addExplain(program, context)
  addWatch(program, context)
  addToken(program, context)
  addLoad(program, context)
  addDump(program, context)
  addStatus(program, context)
  addCheck(program, context)
  addReadOnly(program, context)
  addFaultTolerance(program, context)
  addPartitions(program, context)
  addWaitUntilStable(program, context)
  addHelp(program)
}
