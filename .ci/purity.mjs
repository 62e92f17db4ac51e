// Finds in a pure file what waits, asks for the time, draws lots or touches the outside, by TypeScript's own syntax tree, so that
// comments and texts do not count.
import ts from 'typescript'

const forbiddenGlobals = new Set([
  ...[
    'Date',
    'performance',
    'Promise',
    'PromiseLike',
    'Buffer',
    'process',
    'console',
    'globalThis',
    'global',
    'require',
    'fetch',
    'crypto',
  ],
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask'],
  ...['Atomics', 'SharedArrayBuffer', 'WeakRef', 'FinalizationRegistry', 'AbortController', 'AbortSignal', 'Intl', 'eval', 'Function'],
])

/** A name in one of these places names something of the file's own, or a member, and no global. */
function isOwnName(node) {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return (parent.name ?? parent.right) === node
  if (ts.isBindingElement(parent)) return parent.propertyName === node
  const named =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isGetAccessorDeclaration(parent) ||
    ts.isSetAccessorDeclaration(parent) ||
    ts.isNamedTupleMember(parent)
  return named && parent.name === node
}

function impurity(node, promiseTypes) {
  if (ts.isIdentifier(node)) {
    if (promiseTypes && node.text === 'Promise' && ts.isTypeReferenceNode(node.parent)) return undefined
    if (forbiddenGlobals.has(node.text) && !isOwnName(node)) return `the global ${node.text}`
    if (node.text === 'Math' && !isOwnName(node)) {
      const member = ts.isPropertyAccessExpression(node.parent) ? node.parent.name.text : undefined
      if (member === undefined || member === 'random') return 'Math.random'
    }
  }
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async'
  if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) return 'await'
  if (node.kind === ts.SyntaxKind.ImportKeyword && ts.isCallExpression(node.parent)) return 'import()'
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return 'import.meta'
  return undefined
}

/** One line for each place in the file: `path:line: what`. Ports may say in their types that an adapter answers later. */
export function findImpurities(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found = []
  const visit = (node) => {
    const what = impurity(node, path.startsWith('src/ports/'))
    if (what !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      found.push(`${path}:${line + 1}: a pure folder uses ${what}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
