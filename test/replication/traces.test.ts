import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import test from 'ava'
import { replay } from './script.ts'

const folder = new URL('./traces/', import.meta.url)

for (const file of readdirSync(folder)) {
  test(file.replace('.txt', '').replaceAll('-', ' '), async (t) => {
    const path = new URL(file, folder)
    const expected = readFileSync(path, 'utf8')
    const { text } = await replay(expected)
    if (process.env.UPDATE_TRACES === '1') writeFileSync(path, text)
    else t.is(text, expected)
    t.pass()
  })
}
