// The space language (interface.md section 1) to definitions, with every rule of it checked and every error located.
import type { TextPosition } from '../errors.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import { printDocumentPath } from '../values/path.ts'
import { checkSpace, type SpacePlace } from './check-space.ts'
import { spaceDifferences } from './compare-space.ts'
import type { AttributeDefinition, IndexDefinition, SpaceDefinition } from './definition.ts'
import { invalidAt } from './located-error.ts'
import { readType, typesInWords } from './parse-type.ts'
import { readPath } from './path.ts'
import { type Located, Tokens } from './tokens.ts'
import { reservedWords } from './words.ts'

/** One space. Throws HyperdexError INVALID or TOO_LARGE with the position, as do the others here. */
export function parseSpace(text: string): SpaceDefinition {
  const tokens = new Tokens(text)
  const reader = new SpaceReader(tokens)
  const definition = reader.read()
  if (tokens.isWord('space')) throw tokens.unexpected('the end of the text', 'give one space at a time')
  return definition
}

/** All spaces of a text, at least one. Those of one name have to be equal. */
export function parseSpaces(text: string): SpaceDefinition[] {
  const tokens = new Tokens(text)
  const definitions: SpaceDefinition[] = []
  do {
    const reader = new SpaceReader(tokens)
    const definition = reader.read()
    const former = definitions.find(({ name }) => name === definition.name)
    const differences = former ? spaceDifferences(definition, former) : []
    if (differences.length > 0) {
      const message = `the text defines another space ${definition.name} before: ${differences.join(', ')}`
      throw invalidAt(reader.position, message, 'leave one of the two out, or give it another name')
    }
    definitions.push(definition)
  } while (tokens.newest.kind !== 'end')
  return definitions
}

interface Options {
  tolerate: number
  partitions: number
  durability: SpaceDefinition['durability']
  authorization: boolean
  expireMs?: number
}

class SpaceReader {
  readonly #tokens: Tokens
  readonly #places = new Map<SpacePlace, TextPosition>()

  constructor(tokens: Tokens) {
    this.#tokens = tokens
  }

  /** Of the name, once it was read. */
  get position(): TextPosition | undefined {
    return this.#places.get('name')
  }

  /** Reads up to the end of the text or the word "space". */
  read(): SpaceDefinition {
    const tokens = this.#tokens
    const remedy = 'a space begins: space NAME key NAME'
    tokens.expectWord(['space'], remedy)
    const name = this.#placed('name', tokens.expectName('the name of a space'))
    tokens.expectWord(['key'], remedy)
    const key = this.#placed('key', this.#attribute())
    const attributes = this.#attributes()
    const subspaces: string[][] = []
    const indexes: IndexDefinition[] = []
    for (;;) {
      const { position } = tokens
      if (tokens.takeWord('subspace')) {
        this.#places.set(`subspaces.${subspaces.length}`, position)
        subspaces.push(this.#subspace(subspaces.length))
      } else if (tokens.takeWord('index')) indexes.push(this.#index(indexes.length))
      else break
    }
    const options = this.#options()
    this.#expectSpaceEnd(attributes.length > 0, subspaces.length + indexes.length > 0)
    const definition = { name, key, attributes, subspaces, indexes, ...options }
    checkSpace(definition, this.#places)
    return definition
  }

  #placed<Value>(place: SpacePlace, { value, position }: Located<Value>): Value {
    this.#places.set(place, position)
    return value
  }

  #attributes(): AttributeDefinition[] {
    const attributes: AttributeDefinition[] = []
    if (!this.#tokens.takeWord('attributes') && !this.#tokens.takeWord('attribute')) return attributes
    do attributes.push(this.#placed(`attributes.${attributes.length}`, this.#attribute()))
    while (this.#tokens.takeSymbol(','))
    return attributes
  }

  /** Its position is that of the name. */
  #attribute(): Located<AttributeDefinition> {
    const tokens = this.#tokens
    const type: AttributeType | undefined = readType(tokens)
    const { value: name, position } = tokens.expectName('the name of an attribute')
    const { kind } = tokens.newest
    if (!type && (kind === 'name' || (kind === 'word' && !isContinuation(tokens)))) {
      throw invalidAt(position, `"${name}" is no type`, typesInWords)
    }
    return { value: { name, type: type ?? { kind: 'string' } }, position }
  }

  #subspace(subspace: number): string[] {
    const names: string[] = []
    do names.push(this.#placed(`subspaces.${subspace}.${names.length}`, this.#tokens.expectName('the name of an attribute')))
    while (this.#tokens.takeSymbol(','))
    return names
  }

  #index(index: number): IndexDefinition {
    const attribute = this.#placed(`indexes.${index}`, this.#tokens.expectName('the name of an attribute'))
    return this.#tokens.takeSymbol('.') ? { attribute, path: printDocumentPath(readPath(this.#tokens)) } : { attribute }
  }

  #options(): Options {
    const tokens = this.#tokens
    const options: Options = { tolerate: 1, partitions: 64, durability: 'replicated', authorization: false }
    for (;;) {
      if (tokens.takeWord('tolerate')) {
        options.tolerate = this.#placed('tolerate', tokens.expectWholeNumber('the number of failures'))
        tokens.expectWord(['failure', 'failures'], `write: tolerate ${options.tolerate} failures`)
      } else if (tokens.takeWord('create')) {
        options.partitions = this.#placed('partitions', tokens.expectWholeNumber('the number of partitions'))
        tokens.expectWord(['partition', 'partitions'], `write: create ${options.partitions} partitions`)
      } else if (tokens.takeWord('durability')) {
        options.durability = tokens.expectWord(['replicated', 'synced'], 'choose one of them')
      } else if (tokens.takeWord('with')) {
        tokens.expectWord(['authorization'], 'write: with authorization')
        options.authorization = true
      } else if (tokens.takeWord('expire')) {
        options.expireMs = this.#placed('expireMs', tokens.expectWholeNumber('the number of milliseconds'))
        tokens.expectWord(['ms'], `write: expire ${options.expireMs} ms`)
      } else return options
    }
  }

  #expectSpaceEnd(hasAttributes: boolean, hasSubspaces: boolean): void {
    const tokens = this.#tokens
    if (tokens.isWord('space')) return
    if (tokens.isWord('subspace') || tokens.isWord('index')) {
      throw tokens.unexpected('an option or the end of the space', 'write subspaces and indexes before the options')
    }
    if (tokens.isWord('attributes') || tokens.isWord('attribute')) {
      const remedy = hasAttributes ? 'write one list of attributes, with commas between them' : 'write the attributes right behind the key'
      throw tokens.unexpected('a subspace, an index, an option or the end of the space', remedy)
    }
    const expected =
      hasSubspaces || !hasAttributes ? 'the next part or the end of the space' : '"," or the next part or the end of the space'
    const remedy = 'after the key come attributes, then subspace and index, then tolerate, create, durability, with authorization, expire'
    tokens.expectEnd(expected, remedy)
  }
}

/** Whether the newest token, a word, can stand behind an attribute. */
function isContinuation(tokens: Tokens): boolean {
  return reservedWords.has(tokens.newest.text)
}
