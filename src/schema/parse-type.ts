// The types of the space language.
import type { AttributeType, PrimitiveName, TimestampUnit } from '../values/attribute-type.ts'
import type { Tokens } from './tokens.ts'

const primitives: readonly PrimitiveName[] = ['string', 'int', 'int64', 'float']
const units: readonly TimestampUnit[] = ['second', 'minute', 'hour', 'day', 'week', 'month']

/** For remedies. */
export const typesInWords = 'types are string, int, int64, float, document, timestamp(UNIT), list(T), set(T) and map(K, V)'

/** The word is a type by itself. */
export function isTypeWord(word: string): boolean {
  return word === 'document' || primitives.some((name) => name === word)
}

/** Undefined when no word of a type follows. */
export function readType(tokens: Tokens): AttributeType | undefined {
  for (const kind of primitives) if (tokens.takeWord(kind)) return { kind }
  if (tokens.takeWord('document')) return { kind: 'document' }
  if (tokens.takeWord('timestamp')) {
    const remedy = `write timestamp(UNIT), with a unit of ${units.join(', ')}`
    tokens.expectSymbol('(', remedy)
    const unit = tokens.expectWord(units, remedy)
    tokens.expectSymbol(')', remedy)
    return { kind: 'timestamp', unit }
  }
  for (const kind of ['list', 'set'] as const) {
    if (tokens.takeWord(kind)) {
      const remedy = `write ${kind}(T), with a T of ${primitives.join(', ')}`
      tokens.expectSymbol('(', remedy)
      const element = tokens.expectWord(primitives, remedy)
      tokens.expectSymbol(')', remedy)
      return { kind, element }
    }
  }
  if (tokens.takeWord('map')) {
    const remedy = `write map(K, V), with a K and a V of ${primitives.join(', ')}`
    tokens.expectSymbol('(', remedy)
    const key = tokens.expectWord(primitives, remedy)
    tokens.expectSymbol(',', remedy)
    const value = tokens.expectWord(primitives, remedy)
    tokens.expectSymbol(')', remedy)
    return { kind: 'map', key, value }
  }
  return undefined
}
