import type { CommandContext } from './command-context.ts'

/** Says on standard error which regions a search with `--partial` has left out. */
export async function noteMissing(context: CommandContext, missing: readonly number[] = []): Promise<void> {
  if (missing.length > 0)
    await context.note(`partial: regions ${missing.join(', ')} did not answer in time, or could not be reached, and are left out`)
}
