// In a checkout bin/hyperdex runs the sources as they are with any Node that is new enough, and Node strips types only: what the oldest one
// cannot parse must not be in them.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import ts from 'typescript'

const project = join(import.meta.dirname, '../..')

/** Whether something is declared with `using`, which Node 22 does not know. */
function declaresUsing(path: string, text: string): boolean {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  const visit = (node: ts.Node): boolean =>
    (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) !== 0) || ts.forEachChild(node, visit) === true
  return visit(file)
}

test('no source declares with using', (t) => {
  const sources = globSync('{src,coordinator}/**/*.ts', { cwd: project })
  t.true(sources.length > 300)
  for (const path of sources) t.false(declaresUsing(path, readFileSync(join(project, path), 'utf8')), path)
})

test('using is found wherever it stands', (t) => {
  t.true(declaresUsing('a.ts', 'async function f() { for (;;) { await using handle = await open() } }'))
  t.true(declaresUsing('a.ts', 'using lock = take()'))
  t.false(declaresUsing('a.ts', '// await using db = …\nconst using = 1, other = using'))
})
