// Prints the rows of a search as they come: lines of JSON or CSV joined into larger writes, or a table.
import type { CommandContext } from './command-context.ts'
import type { ObjectRow } from './connection.ts'
import type { RowFormat } from './row-format.ts'
import { TablePrinter } from './table.ts'

const charactersInWrite = 64 * 1024

/** Prints every row and returns how many there were; CSV begins with a header. What fails before its first row prints nothing, no header either. */
export async function printRows(
  context: CommandContext,
  format: RowFormat,
  rows: AsyncIterable<ObjectRow>,
  shape: 'table' | 'json' | 'csv',
): Promise<number> {
  if (shape === 'table') return printTableOf(context, format, rows)
  if (shape === 'json') return printLines(context, rows, '', (row) => format.json(row))
  return printLines(context, rows, `${format.csvHeader()}\n`, (row) => format.csv(row.key, row.object))
}

async function printLines(
  context: CommandContext,
  rows: AsyncIterable<ObjectRow>,
  head: string,
  lineOf: (row: ObjectRow) => string,
): Promise<number> {
  const { stdout } = context.io
  let count = 0
  let waiting = head
  try {
    for await (const row of rows) {
      waiting += `${lineOf(row)}\n`
      count++
      if (waiting.length < charactersInWrite) continue
      const text = waiting
      waiting = ''
      await stdout.write(text)
    }
  } catch (error) {
    if (count > 0 && waiting !== '') await stdout.write(waiting)
    throw error
  }
  if (waiting !== '') await stdout.write(waiting)
  return count
}

async function printTableOf(context: CommandContext, format: RowFormat, rows: AsyncIterable<ObjectRow>): Promise<number> {
  const table = new TablePrinter(context.io.stdout, format.columns)
  let count = 0
  try {
    for await (const row of rows) {
      await table.add(format.cells(row))
      count++
    }
  } catch (error) {
    if (count > 0) await table.end()
    throw error
  }
  await table.end()
  return count
}
