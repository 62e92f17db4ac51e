// Prints rows as they come: lines of JSON or CSV joined into larger writes, or a table.
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
  if (shape === 'table') return printTableOf(context, format, rows, (row) => format.cells(row))
  if (shape === 'json') return printLines(context, rows, '', (row) => format.json(row))
  return printLines(context, rows, `${format.csvHeader()}\n`, (row) => format.csv(row.key, row.object))
}

export async function printLines<Row>(
  context: CommandContext,
  rows: AsyncIterable<Row>,
  head: string,
  lineOf: (row: Row) => string,
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

export async function printTableOf<Row>(
  context: CommandContext,
  format: RowFormat,
  rows: AsyncIterable<Row>,
  cellsOf: (row: Row) => string[],
): Promise<number> {
  const table = new TablePrinter(context.io.stdout, format.columns)
  let count = 0
  try {
    for await (const row of rows) {
      await table.add(cellsOf(row))
      count++
    }
  } catch (error) {
    if (count > 0) await table.end()
    throw error
  }
  await table.end()
  return count
}
