// The types an attribute can have, as data. What each can do is in its own file, reached through `dataType`.

export type PrimitiveName = 'string' | 'int' | 'int64' | 'float'
export type TimestampUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month'

/** `int` and `int64` are one stored type; the name only says which TypeScript value a client wants. */
export type AttributeType =
  | { readonly kind: PrimitiveName }
  | { readonly kind: 'document' }
  | { readonly kind: 'timestamp'; readonly unit: TimestampUnit }
  | { readonly kind: 'list'; readonly element: PrimitiveName }
  | { readonly kind: 'set'; readonly element: PrimitiveName }
  | { readonly kind: 'map'; readonly key: PrimitiveName; readonly value: PrimitiveName }
