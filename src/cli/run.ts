// One run of the command line, without a process: arguments in, exit status out.
import { CommanderError } from 'commander'
import { CommandContext } from './command-context.ts'
import { type CommandIo, OutputClosed } from './io.ts'
import { asHyperdexError, describeError, exitStatusOf } from './print-error.ts'
import { addCommands, makeProgram } from './program.ts'

const wrongInput = 2

/** `argv` begins with the command. Errors are printed to stderr; nothing is thrown. */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const written: Promise<void>[] = []
  const program = makeProgram({
    out: (text) => written.push(io.stdout.write(text)),
    error: (text) => written.push(io.stderr.write(text)),
  })
  const context = new CommandContext(io, program)
  addCommands(program, context)
  program.hook('preAction', () => context.checkOptions())
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return context.exitStatus
  } catch (error) {
    if (error instanceof OutputClosed || io.interrupted.reason instanceof OutputClosed) return 0
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongInput
    const known = asHyperdexError(error)
    await io.stderr.write(describeError(known))
    return known.code === 'INVALID' ? wrongInput : (context.failureStatus ?? exitStatusOf(known))
  } finally {
    await context.close()
    await Promise.allSettled(written)
  }
}
