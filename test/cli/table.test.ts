import test from 'ava'
import { escapeControls, TablePrinter } from '../../src/cli/table.ts'

async function printed(terminal: boolean, rows: readonly (readonly string[])[]): Promise<string[]> {
  let text = ''
  const sink = {
    terminal,
    write: async (part: string) => {
      text += part
    },
  }
  const table = new TablePrinter(sink, [{ name: 'n', right: true }, { name: 'text' }])
  for (const row of rows) await table.add(row)
  await table.end()
  return text.trimEnd().split('\n')
}

test('a long table is printed in chunks with one head and one closing border', async (t) => {
  const rows = Array.from({ length: 1203 }, (_, index) => [String(index), 'x'.repeat(index === 700 ? 20 : 3)])
  const lines = await printed(true, rows)
  t.is(lines.length, 1203 + 4)
  t.is(lines.filter((line) => line.includes('text')).length, 1)
  t.is(lines.filter((line) => line.startsWith('└')).length, 1)
  t.true(lines.slice(3, -1).every((line, index) => line.includes(` ${index} `)))
  const widths = lines.slice(3).map((line) => line.length)
  t.true(widths.every((width, index) => index === 0 || width >= widths[index - 1]!))
})

test('a table for a file has no borders and no trailing space', async (t) => {
  t.deepEqual(
    await printed(false, [
      ['1', 'a'],
      ['22', ''],
    ]),
    [' n  text', ' 1  a', '22'],
  )
})

test('stored text cannot steer a terminal', (t) => {
  t.is(escapeControls('a\u001b[2J\n\t\u0007\u007f\u202e日本é'), 'a\\u001b[2J\\n\\t\\u0007\\u007f\\u202e日本é')
})
