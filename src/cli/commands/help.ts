// `help`, of the program and of each command that has further ones below it, and what is said of a command that there is not.
import type { Command } from 'commander'
import { HyperdexError } from '../../errors.ts'

/** The last to be added to the program: it looks at all other commands. */
export function addHelp(program: Command): void {
  for (const command of [program, ...program.commands]) {
    if (command.commands.length === 0) continue
    command.on('command:*', ([word]: [string]) => {
      throw noSuchCommand(command, word)
    })
    // `server` runs a server, whatever stands behind it.
    if (command.name() !== 'server') addHelpOf(command)
  }
}

function addHelpOf(above: Command): void {
  above
    .command('help')
    .summary('show what a command takes')
    .argument('[command...]')
    .action((words: string[]) => {
      let command = above
      for (const word of words) {
        const below = command.commands.find((each) => each.name() === word)
        if (below === undefined) throw noSuchCommand(command, word)
        command = below
      }
      command.help()
    })
}

/** INVALID, with the commands that there are. */
export function noSuchCommand(command: Command, word: string): HyperdexError {
  const name = command.name()
  const names = command.commands.map((each) => each.name()).join(', ')
  const typed = JSON.stringify(word)
  if (command.parent === null) {
    return new HyperdexError('INVALID', `${name} has no command ${typed}`, `Its commands are ${names}; see \`hyperdex help\`.`)
  }
  if (names === '') return new HyperdexError('INVALID', `${name} has no subcommands, so none ${typed}`, `see \`hyperdex ${name} --help\``)
  const without = name === 'server' ? 'without one it runs a server.' : `see \`hyperdex ${name} --help\`.`
  return new HyperdexError('INVALID', `${name} has no subcommand ${typed}`, `Its subcommands are ${names}; ${without}`)
}
