// How often everything is killed, and how many replicas there are, as the environment says.

/** With more the cities of a round could be the same, with the same populations, as those of an earlier one. */
const roundsMax = 30
/** Three servers hold at most three replicas. */
const tolerateMax = 2

export interface KillAllSettings {
  readonly rounds: number
  /** Of both spaces; each region has one replica more. */
  readonly tolerate: number
}

/** Throws when a variable is set to something else than a whole number within its bounds. */
export function killAllSettings(environment: Readonly<Record<string, string | undefined>>): KillAllSettings {
  return {
    rounds: wholeNumber(environment, 'KILL_ALL_ROUNDS', 5, 1, roundsMax),
    tolerate: wholeNumber(environment, 'KILL_ALL_TOLERATE', 1, 0, tolerateMax),
  }
}

function wholeNumber(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  otherwise: number,
  least: number,
  most: number,
): number {
  const text = environment[name] ?? ''
  if (text === '') return otherwise
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new RangeError(`${name}=${text}: give a whole number from ${least} to ${most}`)
  }
  return value
}
