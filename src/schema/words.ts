// Which words are names, and how a name is written where it could be mistaken for a word of a language.
import { quoteName } from '../values/path.ts'

const spaceWords = [
  ...[
    'space',
    'key',
    'attributes',
    'attribute',
    'subspace',
    'index',
    'tolerate',
    'failure',
    'failures',
    'create',
    'partition',
    'partitions',
  ],
  ...['durability', 'replicated', 'synced', 'with', 'authorization', 'expire', 'ms', 'document', 'timestamp', 'list', 'set', 'map'],
  ...['string', 'int', 'int64', 'float', 'second', 'minute', 'hour', 'day', 'week', 'month'],
]
const queryWords = [
  ...['select', 'where', 'order', 'by', 'asc', 'desc', 'limit', 'or', 'and', 'not', 'between', 'in', 'startsWith', 'regex', 'contains'],
  ...['length', 'true', 'false', 'null', 'nan', 'inf'],
]

/** The words of both grammars, reserved in both, exactly as spelt here. */
export const reservedWords: ReadonlySet<string> = new Set([...spaceWords, ...queryWords])

/** What `isName` demands, for remedies. */
export const nameRule = 'a name is letters, digits and underscores, and begins neither with a digit nor with two underscores'

/** Of spaces and attributes: letters, digits and underscores, not a digit first, not two underscores first. */
export function isName(text: string): boolean {
  return /^(?!__)[A-Za-z_][A-Za-z0-9_]*$/.test(text)
}

/** As it is, or in backticks when it is a reserved word or (a member of a document) no name. */
export function printName(name: string): string {
  if (isName(name) && !reservedWords.has(name)) return name
  return quoteName(name)
}
