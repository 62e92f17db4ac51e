// Tables of text: with borders on a terminal, else columns with two spaces between. Rows come one by one and go out in chunks, so that
// a search of any size takes little memory; a later chunk may be wider, never narrower.
import Table, { type TableConstructorOptions } from 'cli-table3'
import type { TextSink } from './io.ts'

export interface Column {
  readonly name: string
  readonly right?: boolean
}

const rowsInChunk = 500
const plain = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}
const terminalStyle = { head: [], border: [], compact: true }
const plainStyle = { head: [], border: [], 'padding-left': 0, 'padding-right': 0 }
const withoutTop = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '' }
const withoutBottom = { bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' }

export class TablePrinter {
  readonly #sink: TextSink
  readonly #columns: readonly Column[]
  #waiting: string[][] = []
  #widths: number[] = []
  #begun = false

  constructor(sink: TextSink, columns: readonly Column[]) {
    this.#sink = sink
    this.#columns = columns
  }

  async add(cells: readonly string[]): Promise<void> {
    this.#waiting.push(cells.map(escapeControls))
    if (this.#waiting.length <= rowsInChunk) return
    const last = this.#waiting.pop()!
    await this.#flush(false)
    this.#waiting = [last]
  }

  /** The rest, with the closing border. A table without rows is its head. */
  async end(): Promise<void> {
    await this.#flush(true)
  }

  async #flush(last: boolean): Promise<void> {
    const text = this.#render(last)
    this.#begun = true
    this.#waiting = []
    if (text !== '') await this.#sink.write(`${text}\n`)
  }

  #render(last: boolean): string {
    const { terminal } = this.#sink
    const whole: TableConstructorOptions = {
      chars: terminal ? { ...(this.#begun ? withoutTop : {}), ...(last ? {} : withoutBottom) } : plain,
      colAligns: this.#columns.map((column) => (column.right ? 'right' : 'left')),
      style: terminal ? terminalStyle : plainStyle,
      ...(this.#begun ? {} : { head: this.#columns.map((column) => escapeControls(column.name)) }),
    }
    let table = this.#filled(whole)
    let text = table.toString()
    const colWidths = table.options.colWidths.map((width, index) => Math.max(width ?? 0, this.#widths[index] ?? 0))
    if (colWidths.some((width, index) => width > (table.options.colWidths[index] ?? 0))) {
      table = this.#filled({ ...whole, colWidths })
      text = table.toString()
    }
    this.#widths = colWidths
    return terminal ? text : withoutTrailingSpace(text)
  }

  #filled(options: TableConstructorOptions): Table.Table {
    const table = new Table(options)
    table.push(...this.#waiting)
    return table
  }
}

/** A whole small table at once. */
export async function printTable(sink: TextSink, columns: readonly Column[], rows: readonly (readonly string[])[]): Promise<void> {
  const printer = new TablePrinter(sink, columns)
  for (const row of rows) await printer.add(row)
  await printer.end()
}

/** Names and values, one pair a row, without a head. */
export async function printPairs(sink: TextSink, pairs: readonly (readonly [string, string])[]): Promise<void> {
  const table = new Table(sink.terminal ? { style: terminalStyle } : { chars: plain, style: plainStyle })
  table.push(...pairs.map(([name, value]) => [escapeControls(name), escapeControls(value)]))
  const text = table.toString()
  await sink.write(`${sink.terminal ? text : withoutTrailingSpace(text)}\n`)
}

function withoutTrailingSpace(text: string): string {
  return text.replace(/ +$/gm, '')
}

/** Stored text must not steer a terminal: control characters are shown as JSON escapes. */
export function escapeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) => {
    const quoted = JSON.stringify(character)
    return quoted.length > 3 ? quoted.slice(1, -1) : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
