import { type Command, Option } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { duration } from '../number-option.ts'

const timeoutDefaultMs = 300_000

export function addWaitUntilStable(program: Command, context: CommandContext): void {
  program
    .command('wait-until-stable')
    .summary('wait until nothing is being repaired or moved and every server has the newest configuration')
    .addOption(new Option('--timeout <duration>', 'how long to wait').argParser(duration('--timeout')).default(timeoutDefaultMs, '5m'))
    .action(async ({ timeout }: { timeout: number }) => {
      const { admin } = await context.connect()
      await admin.waitUntilStable({ timeoutMs: timeout, signal: context.io.interrupted })
    })
}
