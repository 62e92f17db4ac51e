// Regular expressions as trees: printed in RE2's syntax, and matched by following every way through the tree at once. Slow and plain.

export type Regex =
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'any' }
  /** `ranges` hold pairs of first and last character. */
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] }
  | { readonly kind: 'perl'; readonly letter: 'd' | 'D' | 'w' | 'W' | 's' | 'S' }
  | { readonly kind: 'begin' | 'end' | 'wordEdge' | 'noWordEdge' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Regex[] }
  | { readonly kind: 'repeat'; readonly part: Regex; readonly least: number; readonly most: number; readonly lazy: boolean }
  | { readonly kind: 'ignoreCase'; readonly part: Regex }

const special = /[\\.+*?()|[\]{}^$-]/

function printCharacter(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\0') return '\\x00'
  return special.test(character) ? `\\${character}` : character
}

function printCounts(least: number, most: number): string {
  if (least === 0 && most === Number.POSITIVE_INFINITY) return '*'
  if (least === 1 && most === Number.POSITIVE_INFINITY) return '+'
  if (least === 0 && most === 1) return '?'
  if (most === Number.POSITIVE_INFINITY) return `{${least},}`
  return least === most ? `{${least}}` : `{${least},${most}}`
}

const edges = { begin: '^', end: '$', wordEdge: '\\b', noWordEdge: '\\B' } as const

export function printRegex(regex: Regex): string {
  switch (regex.kind) {
    case 'literal':
      return printCharacter(regex.character)
    case 'any':
      return '.'
    case 'class': {
      const ranges = regex.ranges.map(([first, last]) =>
        first === last ? printCharacter(first) : `${printCharacter(first)}-${printCharacter(last)}`,
      )
      return `[${regex.negated ? '^' : ''}${ranges.join('')}]`
    }
    case 'perl':
      return `\\${regex.letter}`
    case 'sequence':
      return regex.parts.map((part) => (part.kind === 'choice' ? `(${printRegex(part)})` : printRegex(part))).join('')
    case 'choice':
      return regex.parts.map(printRegex).join('|')
    case 'repeat':
      return `(?:${printRegex(regex.part)})${printCounts(regex.least, regex.most)}${regex.lazy ? '?' : ''}`
    case 'ignoreCase':
      return `(?i:${printRegex(regex.part)})`
    default:
      return edges[regex.kind]
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^[0-9A-Za-z_]$/.test(character)
}

const perl = {
  d: (character: string) => character >= '0' && character <= '9',
  w: isWord,
  s: (character: string) => '\t\n\f\r '.includes(character),
} as const

/** By code point: characters beyond U+FFFF sort above all others. */
function within(character: string, [first, last]: readonly [string, string]): boolean {
  const point = character.codePointAt(0)!
  return point >= first.codePointAt(0)! && point <= last.codePointAt(0)!
}

function inClass(ranges: readonly (readonly [string, string])[], character: string, folding: boolean): boolean {
  const forms = folding ? [character, character.toLowerCase(), character.toUpperCase()] : [character]
  return forms.some((form) => ranges.some((range) => within(form, range)))
}

/** Whether one character is what the tree's leaf wants. */
function takes(regex: Regex, character: string, folding: boolean): boolean {
  switch (regex.kind) {
    case 'literal':
      return folding ? regex.character.toLowerCase() === character.toLowerCase() : regex.character === character
    case 'any':
      return character !== '\n'
    case 'class':
      return inClass(regex.ranges, character, folding) !== regex.negated
    case 'perl': {
      const lower = regex.letter.toLowerCase() as keyof typeof perl
      return perl[lower](character) === (regex.letter === lower)
    }
    default:
      return false
  }
}

type Positions = ReadonlySet<number>

function after(regex: Regex, characters: readonly string[], from: Positions, folding: boolean): Positions {
  const edge = (at: number) => isWord(characters[at - 1]) !== isWord(characters[at])
  switch (regex.kind) {
    case 'begin':
      return new Set([...from].filter((at) => at === 0))
    case 'end':
      return new Set([...from].filter((at) => at === characters.length))
    case 'wordEdge':
      return new Set([...from].filter(edge))
    case 'noWordEdge':
      return new Set([...from].filter((at) => !edge(at)))
    case 'sequence':
      return regex.parts.reduce<Positions>((positions, part) => after(part, characters, positions, folding), from)
    case 'choice':
      return new Set(regex.parts.flatMap((part) => [...after(part, characters, from, folding)]))
    case 'ignoreCase':
      return after(regex.part, characters, from, true)
    case 'repeat':
      return repeated(regex, characters, from, folding)
    default:
      return new Set([...from].filter((at) => at < characters.length && takes(regex, characters[at]!, folding)).map((at) => at + 1))
  }
}

function repeated(
  { part, least, most }: Regex & { readonly kind: 'repeat' },
  characters: readonly string[],
  from: Positions,
  folding: boolean,
): Positions {
  let now = from
  for (let times = 0; times < least; times++) now = after(part, characters, now, folding)
  const all = new Set(now)
  for (let times = least; times < most && now.size > 0; times++) {
    const next = [...after(part, characters, now, folding)].filter((at) => !all.has(at))
    for (const at of next) all.add(at)
    now = new Set(next)
  }
  return all
}

/** Whether it matches somewhere in the text. */
export function matchesRegex(regex: Regex, text: string): boolean {
  const characters = [...text]
  const everywhere = new Set(Array.from({ length: characters.length + 1 }, (_, at) => at))
  return after(regex, characters, everywhere, false).size > 0
}
