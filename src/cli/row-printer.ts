// Prints the rows of a search as they come: JSON lines joined into larger writes, or a table.
import type { CommandContext } from './command-context.ts'
import type { ObjectRow } from './connection.ts'
import type { RowFormat } from './row-format.ts'
import { TablePrinter } from './table.ts'

const charactersInWrite = 64 * 1024

/** Prints every row and returns how many there were. */
export async function printRows(
  context: CommandContext,
  format: RowFormat,
  rows: AsyncIterable<ObjectRow>,
  json: boolean,
): Promise<number> {
  return json ? printLines(context, format, rows) : printTableOf(context, format, rows)
}

async function printLines(context: CommandContext, format: RowFormat, rows: AsyncIterable<ObjectRow>): Promise<number> {
  const { stdout } = context.io
  let count = 0
  let waiting = ''
  try {
    for await (const { key, object, version } of rows) {
      waiting += `${format.json(key, object, version)}\n`
      count++
      if (waiting.length < charactersInWrite) continue
      const text = waiting
      waiting = ''
      await stdout.write(text)
    }
  } finally {
    if (waiting !== '') await stdout.write(waiting)
  }
  return count
}

async function printTableOf(context: CommandContext, format: RowFormat, rows: AsyncIterable<ObjectRow>): Promise<number> {
  const table = new TablePrinter(context.io.stdout, format.columns)
  let count = 0
  try {
    for await (const { key, object, version } of rows) {
      await table.add(format.cells(key, object, version))
      count++
    }
  } finally {
    await table.end()
  }
  return count
}
