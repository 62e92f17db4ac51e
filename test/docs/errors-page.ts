// docs/errors.md: its table has a row for each code of src/errors.ts; statuses come from there, what a code means is written in the page.
// `node test/docs/errors-page.ts` brings the page up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { status } from '@grpc/grpc-js'
import { errorTable } from '../../src/errors.ts'

const page = new URL('../../docs/errors.md', import.meta.url)
const begin = '<!-- codes: made by test/docs/errors-page.ts, but for the last column -->\n'
const end = '<!-- end -->\n'

export function readErrorsPage(): string {
  return readFileSync(page, 'utf8')
}

/** Code → its last column in the page. */
export function meaningsIn(text: string): Map<string, string> {
  return new Map([...text.matchAll(/^\| `([A-Z_]+)` \|.*\| ([^|]*) \|$/gm)].map(([, code, meaning]) => [code!, meaning!.trim()]))
}

/** The page with the table made anew. */
export function errorsPage(text: string): string {
  const meanings = meaningsIn(text)
  const rows = Object.entries(errorTable).map(
    ([code, { grpc, exit }]) => `| \`${code}\` | \`${status[grpc]}\` (${grpc}) | ${exit} | ${meanings.get(code) ?? ''} |\n`,
  )
  const table = ['\n| code | gRPC status | exit status | what happened, and what to do |\n', '|---|---|---|---|\n', ...rows, '\n'].join('')
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`docs/errors.md lacks its markers: ${begin.trim()} … ${end.trim()}`)
  return text.slice(0, from + begin.length) + table + text.slice(to)
}

if (process.argv[1] === import.meta.filename) writeFileSync(page, errorsPage(readErrorsPage()))
