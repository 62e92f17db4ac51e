import { readFileSync } from 'node:fs'
import test from 'ava'
import { generate } from '../../src/transport/generate.mjs'

test('the generated code is what proto/ gives: else run `npm run generate`', async (t) => {
  const read = (name: string) => readFileSync(new URL(`../../src/transport/generated/${name}`, import.meta.url), 'utf8')
  const { code, declarations } = await generate()
  t.true(code === read('messages.js'))
  t.true(declarations === read('messages.d.ts'))
})
