// A command that takes `-Infinity` as an argument, like every negative number: to the library it is a group of short options.
import { Command, type ParseOptionsResult } from 'commander'

const infinity = '-Infinity'
/** Begins with no hyphen, and no argument of a process can hold its zero byte. */
const hidden = `\0${infinity}`

export class NumberCommand extends Command {
  override createCommand(name?: string): NumberCommand {
    return new NumberCommand(name)
  }

  override parseOptions(argv: string[]): ParseOptionsResult {
    const takesValue = (word = '') => this.options.some(({ required, long }) => required && long === word)
    const words = argv.map((word, at) => (word === infinity && !takesValue(argv[at - 1]) ? hidden : word))
    const { operands, unknown } = super.parseOptions(words)
    const shown = (word: string) => (word === hidden ? infinity : word)
    return { operands: operands.map(shown), unknown: unknown.map(shown) }
  }
}
