import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'

const timeoutDefaultMs = 300_000

export function addWaitUntilStable(program: Command, context: CommandContext): void {
  program
    .command('wait-until-stable')
    .summary('wait until nothing is being repaired or moved and every server has the newest configuration')
    .description('Waits for as long as --timeout says, five minutes by default.')
    .action(async () => {
      const { admin } = await context.connect()
      await admin.waitUntilStable({ timeoutMs: context.timeoutMs ?? timeoutDefaultMs, signal: context.io.interrupted })
    })
}
