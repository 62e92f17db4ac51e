// The TypeScript on the pages compiles, as a program of a user's would: every block, and the program that the tables of docs/interface.md make.
import { join } from 'node:path'
import test from 'ava'
import ts from 'typescript'
import { interfaceProgram } from './interface-program.ts'
import { allPages, blocks, page } from './pages.ts'

const project = join(import.meta.dirname, '../..')

/** What the compiler finds wrong in sources that lie nowhere, by their names. */
function complaints(sources: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(project, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, project)
  Object.assign(options, { incremental: false, tsBuildInfoFile: undefined, noEmit: true })
  Object.assign(options, { paths: { hyperdex: [join(project, 'src/index.ts')], 'hyperdex/embedded': [join(project, 'src/embedded.ts')] } })
  const texts = new Map([...sources].map(([name, text]) => [join(project, name), text]))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => texts.has(path) || fileExists(path)
  host.readFile = (path) => texts.get(path) ?? readFile(path)
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = texts.get(path)
    return text === undefined ? getSourceFile(path, languageVersion, ...rest) : ts.createSourceFile(path, text, languageVersion)
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  return [...texts.keys()].flatMap((path) => {
    const source = program.getSourceFile(path)!
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return found.map(({ start, messageText }) => {
      const line = source.getLineAndCharacterOfPosition(start!).line
      return `${path.slice(project.length + 1)}: ${source.text.split('\n')[line]}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    })
  })
}

test('the TypeScript on the pages compiles, and a wrong type in it does not', (t) => {
  t.timeout(180_000)
  const sources = new Map<string, string>()
  for (const path of allPages()) {
    for (const [index, block] of blocks(page(path), 'ts').entries()) sources.set(`${path}-${index}.ts`, `${block}\nexport {}\n`)
  }
  t.true(sources.size >= 4)
  const program = interfaceProgram()
  sources.set('docs/interface.md-program.ts', program)
  const wrong = "await u.put('ann', { age: 'old' })"
  sources.set('docs/interface.md-wrong.ts', `${program}\n${wrong}\n`)
  const [found, ...more] = complaints(sources)
  t.deepEqual(more, [])
  t.true(found?.startsWith(`docs/interface.md-wrong.ts: ${wrong}: Type 'string' is not assignable`), found)
})
