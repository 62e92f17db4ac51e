// `npm run layers`: who imports whom (.dependency-cruiser.mjs), what pure folders use (purity.mjs), and how large files are. It says what
// it looked at and fails when that is less than there is: a checker that sees nothing finds nothing.
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { argv, execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { isPure } from './layers.mjs'
import { findImpurities } from './purity.mjs'

const project = join(dirname(fileURLToPath(import.meta.url)), '..')
const cruiser = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
const rules = join(project, '.dependency-cruiser.mjs')

const folders = ['src', 'coordinator', 'examples', 'bench', 'test']
/** Every TypeScript file in these must be seen. */
const shippedFolders = ['src', 'coordinator']
const linesMax = 600
const linesGood = 350

function filesUnder(root, folder, pattern) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('src/transport/generated/'))
    .sort()
}

/** dependency-cruiser's result as it prints it; its exit status only repeats what the result says. */
function cruise(root) {
  const present = folders.filter((folder) => existsSync(join(root, folder)))
  const parameters = [cruiser, ...present, '--config', rules, '--output-type', 'json']
  return new Promise((resolve, reject) => {
    execFile(execPath, parameters, { cwd: root, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout))
      } catch {
        reject(new Error(`dependency-cruiser gave no result: ${stderr || error?.message}`))
      }
    })
  })
}

function describe(violation) {
  const circle = violation.cycle ? ` (${violation.cycle.map((step) => step.name).join(' → ')})` : ''
  return `${violation.from} → ${violation.to}: ${violation.rule.name}${circle}`
}

async function checkImports(root, modulesMin, report) {
  const { modules, summary } = await cruise(root)
  const problems = summary.violations.map(describe)
  const seen = new Set(modules.map((module) => module.source))
  const shipped = shippedFolders.flatMap((folder) => filesUnder(root, folder, /(?<!\.d)\.ts$/))
  for (const path of shipped) if (!seen.has(path)) problems.push(`${path}: not seen by dependency-cruiser`)
  if (shipped.length < modulesMin) problems.push(`only ${shipped.length} modules seen where at least ${modulesMin} are expected`)
  const dependencies = modules.reduce((sum, module) => sum + module.dependencies.length, 0)
  if (shipped.length > 1 && dependencies === 0) problems.push('dependency-cruiser saw no import at all')
  report.push(`imports: ${shipped.length} shipped modules of ${seen.size} seen, ${dependencies} imports`)
  return problems
}

function checkPurity(root, report) {
  const pure = shippedFolders.flatMap((folder) => filesUnder(root, folder, /(?<!\.d)\.ts$/)).filter(isPure)
  report.push(`purity: ${pure.length} pure files`)
  return pure.flatMap((path) => findImpurities(path, readFileSync(join(root, path), 'utf8')))
}

function checkSizes(root, report) {
  const files = [...folders, '.ci'].flatMap((folder) => filesUnder(root, folder, /(?<!\.d)\.(ts|mjs)$/))
  const sizes = files.map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
  const good = sizes.filter(({ lines }) => lines < linesGood).length
  const largest = sizes.reduce((most, file) => (file.lines > most.lines ? file : most), { path: '', lines: 0 })
  const share = ((100 * good) / Math.max(1, sizes.length)).toFixed(1)
  report.push(`sizes: ${share} % of ${sizes.length} files below ${linesGood} lines, largest ${largest.path} with ${largest.lines}`)
  return sizes.filter(({ lines }) => lines > linesMax).map(({ path, lines }) => `${path}: ${lines} lines, more than ${linesMax}`)
}

/** What is wrong in the project at `root`, a line each, and what was looked at. */
export async function checkLayers(root, modulesMin) {
  const report = []
  const problems = [...(await checkImports(root, modulesMin, report)), ...checkPurity(root, report), ...checkSizes(root, report)]
  return { problems, report }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, report } = await checkLayers(project, 150)
  for (const line of report) console.log(line)
  for (const line of problems) console.error(line)
  console.log(problems.length === 0 ? 'layers: nothing wrong' : `layers: ${problems.length} wrong`)
  if (problems.length > 0) process.exitCode = 1
}
