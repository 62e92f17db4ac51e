// Arguments and options that are one of a few words.
import { HyperdexError } from '../errors.ts'

/** A parser for commander: one of the choices, else INVALID. */
export function oneOf<Choice extends string>(option: string, choices: readonly Choice[]): (text: string) => Choice {
  return (text) => {
    const choice = choices.find((each) => each === text)
    if (choice !== undefined) return choice
    throw new HyperdexError('INVALID', `${option}: ${JSON.stringify(text)} is none of ${choices.join(', ')}`, 'give one of them')
  }
}
