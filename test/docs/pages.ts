// The pages for users as tests read them: blocks of code, and the commands named in them.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const project = join(import.meta.dirname, '../..')

export function page(path: string): string {
  return readFileSync(join(project, path), 'utf8')
}

/** README, ARCHITECTURE, CHANGELOG and everything under docs, by paths from the project's root. */
export function allPages(): string[] {
  return ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: project })].map((path) =>
    path.replaceAll('\\', '/'),
  )
}

/** The contents of the fenced blocks in that language, in order. */
export function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].filter(([, found]) => found === language).map(([, , content]) => content!)
}

export interface Step {
  /** What follows `npx hyperdex`. */
  readonly argv: readonly string[]
  readonly output: string
}

/** The commands of a `console` block with what is shown below each. */
export function steps(block: string): Step[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const lineEnd = step.indexOf('\n')
      const words = shellWords(step.slice(0, lineEnd))
      if (words[0] !== 'npx' || words[1] !== 'hyperdex') throw new Error(`no command of hyperdex: ${step.slice(0, lineEnd)}`)
      return { argv: words.slice(2), output: step.slice(lineEnd + 1) }
    })
}

/** Words as a shell takes them apart, with single quotes only. */
export function shellWords(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''))
}

/** What follows the word hyperdex in code: the words that could be a command and its subcommand. */
export function commandsNamed(text: string): string[][] {
  const inBlocks = [...text.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, content]) => content!)
  const inLines = [...text.replaceAll(/^```\w*\n.*?^```$/gms, '').matchAll(/`([^`]+)`/g)].map(([, content]) => content!)
  return [...inBlocks, ...inLines].flatMap((code) =>
    [...code.matchAll(/(?<![\w./"'-])hyperdex ([a-z][a-z-]*)(?: ([a-z]+)\b)?/g)].map(([, command, next]) =>
      next ? [command!, next] : [command!],
    ),
  )
}

/** The rows of every table whose columns have these titles, each cell as it is written. */
export function tables(text: string, ...titles: readonly string[]): string[][][] {
  const found: string[][][] = []
  const lines = text.split('\n')
  const head = `| ${titles.join(' | ')} |`
  for (let line = 0; line < lines.length; line++) {
    if (lines[line] !== head) continue
    const rows: string[][] = []
    for (line += 2; lines[line]?.startsWith('|'); line++) {
      const cells = lines[line]!.split(/(?<!\\)\|/).slice(1, -1)
      if (cells.length !== titles.length) throw new Error(`not ${titles.length} cells: ${lines[line]}`)
      rows.push(cells.map((cell) => cell.trim().replaceAll('\\|', '|')))
    }
    found.push(rows)
  }
  return found
}

/** What stands in code in a cell: `a` `b`. */
export function codesIn(cell: string): string[] {
  return [...cell.matchAll(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g)].map(([, fence, code]) => (fence === '`' ? code! : code!.trim()))
}
