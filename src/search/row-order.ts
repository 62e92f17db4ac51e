// The order in which a search yields rows: by key, or by one attribute with ties by ascending key. One compiled form for both ends, the
// server that reads rows and the caller that merges them.
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { typeOf } from '../hyperspace/locate.ts'
import { type Bytes, compareBytes, emptyBytes } from '../values/bytes.ts'
import type { DataType } from '../values/data-type.ts'
import { decodeObject } from '../values/object.ts'
import { dataType } from '../values/registry.ts'

export interface OrderBy {
  /** Attribute index; 0 is the key. */
  readonly attribute: number
  readonly descending: boolean
}

/** Where a row stands: ordered forms of its order value (empty when the order is that of the keys) and of its key. */
export interface Place {
  readonly orderForm: Bytes
  readonly keyForm: Bytes
}

export class RowOrder {
  /** The attribute ordered by; 0: the key. */
  readonly attribute: number
  readonly descending: boolean
  readonly #keyType: DataType
  readonly #orderType: DataType

  /** Throws INVALID when the attribute is unknown or has no order. Without `orderBy`: ascending keys. */
  constructor(space: Space, orderBy: OrderBy | undefined) {
    this.attribute = orderBy?.attribute ?? 0
    this.descending = orderBy?.descending ?? false
    const type = typeOf(space, this.attribute)
    const orderType = type && dataType(type)
    if (!orderType?.ordered) {
      throw new HyperdexError(
        'INVALID',
        `a search of space ${space.definition.name} cannot be ordered by attribute ${space.definition.attributes[this.attribute - 1]?.name || `number ${this.attribute}`}`,
        'Order by the key or by an attribute of an ordered type.',
      )
    }
    this.#orderType = orderType
    this.#keyType = dataType(space.definition.key.type)
  }

  get byKey(): boolean {
    return this.attribute === 0
  }

  /** The value ordered by, of an encoded object; empty when the order is that of the keys. */
  orderValue(object: Bytes): Bytes {
    return this.byKey ? emptyBytes : this.orderValueOf(decodeObject(object))
  }

  orderValueOf(values: readonly Bytes[]): Bytes {
    return this.byKey ? emptyBytes : (values[this.attribute - 1] ?? this.#orderType.absent)
  }

  place(key: Bytes, orderValue: Bytes): Place {
    return { keyForm: this.#keyType.toOrdered(key), orderForm: this.byKey ? emptyBytes : this.#orderType.toOrdered(orderValue) }
  }

  compare(a: Place, b: Place): number {
    if (this.byKey) return this.descending ? compareBytes(b.keyForm, a.keyForm) : compareBytes(a.keyForm, b.keyForm)
    const order = compareBytes(a.orderForm, b.orderForm)
    if (order !== 0) return this.descending ? -order : order
    return compareBytes(a.keyForm, b.keyForm)
  }
}
