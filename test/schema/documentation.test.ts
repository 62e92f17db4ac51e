import { readFileSync } from 'node:fs'
import test from 'ava'
import { parseQuery } from '../../src/schema/parse-query.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { reservedWords } from '../../src/schema/words.ts'

function page(name: string): { text: string; blocks: string[] } {
  const text = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
  return { text, blocks: [...text.matchAll(/^```\n(.*?)^```$/gms)].map((block) => block[1]!) }
}

test('the spaces shown parse, and the grammars hold exactly the reserved words', (t) => {
  const spaceLanguage = page('space-language.md')
  const queryLanguage = page('query-language.md')
  const examples = spaceLanguage.blocks.filter((block) => block.startsWith('space ') && !block.includes(':='))
  t.is(examples.length, 2)
  for (const example of examples) t.notThrows(() => parseSpace(example))
  const listed = spaceLanguage.text.match(/The reserved words are ([^.]*)\./)![1]!
  t.deepEqual(
    [...listed.matchAll(/`([^`]+)`/g)].map((word) => word[1]!),
    [...reservedWords].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
  )
  const grammars = [spaceLanguage, queryLanguage].map(({ blocks }) => blocks.find((block) => block.includes(':='))!).join('\n')
  for (const quoted of grammars.matchAll(/"([A-Za-z]+[0-9]*)"/g)) t.true(reservedWords.has(quoted[1]!), quoted[1])
})

test('the queries shown parse', (t) => {
  const examples = page('query-language.md').blocks[0]!.trim().split('\n')
  t.is(examples.length, 5)
  for (const example of examples) t.notThrows(() => parseQuery(example), example)
})
