// Makes generated/messages.js and generated/messages.d.ts from proto/hyperdex/v1. Run by `npm run generate`, which writes them; the test
// of the generated code imports `generate` and compares.
//
// protobufjs makes code for every environment; what it emits is then narrowed to what this project needs: counters are plain numbers
// (a uint64 above 2^53 - 1 does not decode), plain objects are encoded without asking for own properties, and a oneof costs nothing.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import pbjs from 'protobufjs-cli/pbjs.js'
import { messageElementsMax } from '../cluster/size-limits.ts'

const here = dirname(fileURLToPath(import.meta.url))
const protoRoot = join(here, '../../proto')

const options = [
  ...['--target', 'static-module', '--wrap', 'esm', '--es6', '--force-number', '--dependency', 'protobufjs/minimal.js'],
  ...['--no-create', '--no-verify', '--no-convert', '--no-delimited', '--no-typeurl', '--no-service'],
]

function run(parameters) {
  return new Promise((resolve, reject) => pbjs.main(parameters, (error) => (error ? reject(error) : resolve())))
}

const integers = `// The varints of counters, as numbers: nothing above 2^53 - 1 passes.
function readCounter(reader) {
    let value = 0, scale = 1;
    for (let index = 0; index < 10; ++index) {
        if (reader.pos >= reader.len)
            throw $RangeError("index out of range");
        const byte = reader.buf[reader.pos++];
        value += (byte & 127) * scale;
        if (byte < 128) {
            if (value > 9007199254740991)
                throw $RangeError("a number above 2^53 - 1");
            return value;
        }
        scale *= 128;
    }
    throw $RangeError("invalid varint encoding");
}

// Appends those of a packed field.
function readCounters(reader, list) {
    const end = reader.uint32() + reader.pos;
    if (end > reader.len)
        throw $RangeError("index out of range");
    while (reader.pos < end)
        counted(reader, list).push(readCounter(reader));
    return list;
}

function writeCounter(writer, value) {
    return value < 4294967296 ? writer.uint32(value) : writer.uint64(value);
}

// An element of a repeated field may be two bytes on the wire and a hundred in memory: one message has a bounded number of them.
function counted(reader, list) {
    reader.elements = (reader.elements | 0) + 1;
    if (reader.elements > ${messageElementsMax})
        throw $RangeError("more than ${messageElementsMax} elements in one message");
    return list;
}
`

/** Every replacement has to happen: an unmatched one means that protobufjs changed what it emits. */
const narrowings = [
  [/\$util\.Long \? \$util\.Long\.fromBits\(0,0,true\) : 0/g, '0'],
  [/reader\.uint64s\(([^)]+)\)/g, 'readCounters(reader, $1)'],
  [/reader\.uint64\(\)/g, 'readCounter(reader)'],
  [/typeof \(value = readCounter\(reader\)\) === "object" \? value\.low \|\| value\.high : value !== 0/g, 'value = readCounter(reader)'],
  [/\(typeof (message\.\w+) === "object" \? \1\.low \|\| \1\.high : \1 !== 0\)/g, '$1 !== 0'],
  [/writer\.uint32\((\d+)\)\.uint64\(([^)]+)\)/g, 'writeCounter(writer.uint32($1), $2)'],
  [/ && \$Object\.hasOwnProperty\.call\(message, "[$\w]+"\)/g, ''],
  [/(message\.\w+)\.push\(/g, 'counted(reader, $1).push('],
  [/\n *message\.kind = "\w+";/g, ''],
  [/\n *let \$oneOfFields;\n/g, ''],
  [/\n *\$Object\.defineProperty\(\w+\.prototype, "kind", \{[^}]*\}\);\n/g, ''],
  [/\n *if \(message\.\$unknowns != null\)\n[^\n]*\n[^\n]*/g, ''],
  [/\n *let start = reader\.pos;/g, ''],
  [/\n *if \(!reader\.discardUnknown\) \{\n[^\n]*\n[^\n]*\n *\}/g, ''],
]

function narrow(code) {
  let narrowed = code
  for (const [pattern, replacement] of narrowings) {
    if (narrowed.search(pattern) < 0) throw new Error(`protobufjs no longer emits ${pattern}: adapt the narrowings in generate.mjs`)
    narrowed = narrowed.replace(pattern, replacement)
  }
  return narrowed.replace(/(\nconst \$root = )/, `\n${integers}$1`)
}

function narrowTypes(declarations) {
  return declarations
    .replace(/import Long = require\("long"\);\n/, '')
    .replace(/\n *\/\*\* Unknown fields preserved[^\n]*\n[^\n]*\n/g, '')
    .replace(/\n *\/\*\* \w+ kind\. \*\/\n *kind\?: \("[^\n]*\n/g, '')
}

/** The texts of messages.js and messages.d.ts. */
export async function generate() {
  const files = readdirSync(join(protoRoot, 'hyperdex/v1'))
    .filter((name) => name.endsWith('.proto'))
    .sort()
    .map((name) => join(protoRoot, 'hyperdex/v1', name))
  const scratch = mkdtempSync(join(tmpdir(), 'hyperdex-generate-'))
  try {
    const out = join(scratch, 'messages.js')
    await run([...options, '--path', protoRoot, '--dts', '--out', out, ...files])
    const declarations = narrowTypes(readFileSync(join(scratch, 'messages.d.ts'), 'utf8'))
    await run([...options, '--no-comments', '--path', protoRoot, '--out', out, ...files])
    return { code: narrow(readFileSync(out, 'utf8')), declarations }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { code, declarations } = await generate()
  writeFileSync(join(here, 'generated/messages.js'), code)
  writeFileSync(join(here, 'generated/messages.d.ts'), declarations)
}
