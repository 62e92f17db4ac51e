// An ordered map of texts that never changes: putting and removing make a new map that shares all but one path with the old, so that a
// snapshot costs nothing. A treap whose priorities are hashes of the keys: balanced whatever the order of the writes, and the same tree
// for the same keys on every run.

interface Node<V> {
  readonly key: string
  readonly value: V
  readonly priority: number
  readonly left: Node<V> | undefined
  readonly right: Node<V> | undefined
}

type Tree<V> = Node<V> | undefined

function priorityOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function withChildren<V>(node: Node<V>, left: Tree<V>, right: Tree<V>): Node<V> {
  return { key: node.key, value: node.value, priority: node.priority, left, right }
}

function put<V>(node: Tree<V>, key: string, value: V): Node<V> {
  if (!node) return { key, value, priority: priorityOf(key), left: undefined, right: undefined }
  if (key === node.key) return { ...node, value }
  if (key < node.key) {
    const left = put(node.left, key, value)
    if (left.priority <= node.priority) return withChildren(node, left, node.right)
    return withChildren(left, left.left, withChildren(node, left.right, node.right))
  }
  const right = put(node.right, key, value)
  if (right.priority <= node.priority) return withChildren(node, node.left, right)
  return withChildren(right, withChildren(node, node.left, right.left), right.right)
}

function join<V>(left: Tree<V>, right: Tree<V>): Tree<V> {
  if (!left) return right
  if (!right) return left
  if (left.priority > right.priority) return withChildren(left, left.left, join(left.right, right))
  return withChildren(right, join(left, right.left), right.right)
}

function remove<V>(node: Tree<V>, key: string): Tree<V> {
  if (!node) return undefined
  if (key === node.key) return join(node.left, node.right)
  if (key < node.key) {
    const left = remove(node.left, key)
    return left === node.left ? node : withChildren(node, left, node.right)
  }
  const right = remove(node.right, key)
  return right === node.right ? node : withChildren(node, node.left, right)
}

export class PersistentMap<V> {
  static readonly #empty = new PersistentMap<never>(undefined)
  readonly #root: Tree<V>

  private constructor(root: Tree<V>) {
    this.#root = root
  }

  static empty<V>(): PersistentMap<V> {
    return PersistentMap.#empty
  }

  get(key: string): V | undefined {
    let node = this.#root
    while (node && node.key !== key) node = key < node.key ? node.left : node.right
    return node?.value
  }

  with(key: string, value: V): PersistentMap<V> {
    return new PersistentMap(put(this.#root, key, value))
  }

  without(key: string): PersistentMap<V> {
    const root = remove(this.#root, key)
    return root === this.#root ? this : new PersistentMap(root)
  }

  /** The entries with from ≤ key < to, falling when `reverse`. */
  *range(from: string, to: string, reverse: boolean): Generator<[key: string, value: V]> {
    const path: Node<V>[] = []
    let node = this.#root
    for (;;) {
      while (node) {
        const inside: boolean = reverse ? node.key < to : node.key >= from
        if (inside) path.push(node)
        if (reverse) node = inside ? node.right : node.left
        else node = inside ? node.left : node.right
      }
      const next = path.pop()
      if (!next || (reverse ? next.key < from : next.key >= to)) return
      yield [next.key, next.value]
      node = reverse ? next.left : next.right
    }
  }
}
