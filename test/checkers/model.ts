// The sequential model the checkers judge by: one object is absent or a record of attribute → value, and an operation is a function
// from the object as it is to its answer and the object after. Knows nothing of the product; whoever records a history picks from
// `ObjectModel` or writes an `Effect` of its own.

export type Value = string | number | bigint | boolean | readonly Value[]

/** A present object without its key; never changed in place. Sets and maps are written as sorted lists. */
export type ObjectState = Readonly<Record<string, Value>>

/** Undefined: there is no such object. */
export type MaybeObject = ObjectState | undefined

/** A question to one present object. The text is for people; the key is passed so that predicates and cursors can use it. */
export interface Condition {
  readonly text: string
  holds(object: ObjectState, key: string): boolean
}

/** What an operation answers on an object, and the object after it; negative answers and failures change nothing. */
export type Judgement =
  | { readonly answer: 'ok'; readonly after: MaybeObject }
  | { readonly answer: 'notFound' | 'compareFailed' | 'failed' }

/** What the exactly-once checker may know of an operation without running it; without it the whole key is left out of the accounts. */
export type Account =
  | { readonly kind: 'reads' }
  | { readonly kind: 'removes' }
  | { readonly kind: 'redrives' }
  | { readonly kind: 'sets'; readonly attributes: readonly string[] }
  | { readonly kind: 'adds'; readonly attribute: string; readonly amount: number | bigint }
  | { readonly kind: 'pushes'; readonly attribute: string; readonly element: Value; readonly end: 'left' | 'right' }

/**
 * One operation as the model sees it. `judge` is a pure function. Two effects with the same kind and text are taken to be the same
 * function.
 */
export interface Effect {
  readonly kind: string
  readonly text: string
  judge(before: MaybeObject, key: string): Judgement
  readonly account?: Account
  /** Done only when the object has this version; `judge` says what is answered then, the answer is `compareFailed` otherwise. */
  readonly ifVersion?: number
  /** Of a read: only these attributes are returned. Default all. */
  readonly select?: readonly string[]
}

export function valueText(value: Value): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value !== 'object') return JSON.stringify(value)
  return `[${value.map(valueText).join(', ')}]`
}

const texts = new WeakMap<ObjectState, string>()

/** Equal objects have equal texts, whatever the order of their attributes. */
export function objectText(object: MaybeObject): string {
  if (object === undefined) return 'absent'
  const known = texts.get(object)
  if (known !== undefined) return known
  const attributes = Object.keys(object).sort()
  const text = `{${attributes.map((attribute) => `${attribute}: ${valueText(object[attribute]!)}`).join(', ')}}`
  texts.set(object, text)
  return text
}

export function equalObjects(a: MaybeObject, b: MaybeObject): boolean {
  return a === b || objectText(a) === objectText(b)
}

/** The named attributes of an object, or all of it. */
export function project(object: ObjectState, select: readonly string[] | undefined): ObjectState {
  if (select === undefined) return object
  return Object.fromEntries(select.filter((attribute) => attribute in object).map((attribute) => [attribute, object[attribute]!]))
}

/** The object has exactly these values in these attributes. */
export function hasValues(values: ObjectState): Condition {
  const wanted = Object.entries(values).map(([attribute, value]) => [attribute, valueText(value)] as const)
  return {
    text: objectText(values),
    holds: (object) => wanted.every(([attribute, text]) => attribute in object && valueText(object[attribute]!) === text),
  }
}

const ok = (after: MaybeObject): Judgement => ({ answer: 'ok', after })
const notFound: Judgement = { answer: 'notFound' }
const compareFailed: Judgement = { answer: 'compareFailed' }
const failed: Judgement = { answer: 'failed' }
const intMinimum = -(2n ** 63n)
const intMaximum = 2n ** 63n - 1n

function sum(value: Value | undefined, amount: number | bigint): Value | undefined {
  if (typeof amount === 'number') return typeof value === 'number' ? value + amount : undefined
  if (typeof value !== 'bigint') return undefined
  const after = value + amount
  return after < intMinimum || after > intMaximum ? undefined : after
}

/** The operations on objects whose attributes, when a write creates the object without naming them, have these values. */
export class ObjectModel {
  readonly defaults: ObjectState

  constructor(defaults: ObjectState) {
    this.defaults = defaults
  }

  get(select?: readonly string[]): Effect {
    return {
      kind: 'get',
      text: select === undefined ? '' : select.join(', '),
      judge: (before) => (before === undefined ? notFound : ok(before)),
      account: { kind: 'reads' },
      ...(select !== undefined && { select }),
    }
  }

  put(values: ObjectState): Effect {
    return this.#write('put', objectText(values), values, () => undefined)
  }

  putIfNotExist(values: ObjectState): Effect {
    return this.#write('putIfNotExist', objectText(values), values, (before) => (before === undefined ? undefined : compareFailed))
  }

  condPut(check: Condition, values: ObjectState): Effect {
    return this.#write('condPut', `if ${check.text} ${objectText(values)}`, values, (before, key) => refusal(before, key, check))
  }

  condPutOrCreate(check: Condition, values: ObjectState): Effect {
    return this.#write('condPutOrCreate', `if ${check.text} ${objectText(values)}`, values, (before, key) =>
      before === undefined ? undefined : refusal(before, key, check),
    )
  }

  del(check?: Condition): Effect {
    return {
      kind: check === undefined ? 'del' : 'condDel',
      text: check === undefined ? '' : `if ${check.text}`,
      judge: (before, key) => refusal(before, key, check) ?? ok(undefined),
      account: { kind: 'removes' },
    }
  }

  /** An int is a bigint (64-bit signed; overflow fails), a float a number. */
  add(attribute: string, amount: number | bigint, check?: Condition): Effect {
    return this.change('add', `${attribute} ${valueText(amount)}`, check, { kind: 'adds', attribute, amount }, (before) => {
      const after = sum(before[attribute], amount)
      return after === undefined ? undefined : { ...before, [attribute]: after }
    })
  }

  push(attribute: string, element: Value, end: 'left' | 'right' = 'right', check?: Condition): Effect {
    const text = `${attribute} ${valueText(element)}`
    return this.change(end === 'left' ? 'lpush' : 'rpush', text, check, { kind: 'pushes', attribute, element, end }, (before) => {
      const list = before[attribute]
      if (!Array.isArray(list)) return undefined
      return { ...before, [attribute]: end === 'left' ? [element, ...list] : [...list, element] }
    })
  }

  /** An operation that needs the object: `apply` gives the object after it, or undefined when it fails as a whole. */
  change(
    kind: string,
    text: string,
    check: Condition | undefined,
    account: Account | undefined,
    apply: (before: ObjectState) => ObjectState | undefined,
  ): Effect {
    return {
      kind,
      text: check === undefined ? text : `if ${check.text} ${text}`,
      judge: (before, key) => {
        const refused = refusal(before, key, check)
        if (refused !== undefined) return refused
        const after = apply(before!)
        return after === undefined ? failed : ok(after)
      },
      ...(account !== undefined && { account }),
    }
  }

  #write(kind: string, text: string, values: ObjectState, refuse: (before: MaybeObject, key: string) => Judgement | undefined): Effect {
    return {
      kind,
      text,
      judge: (before, key) => refuse(before, key) ?? ok({ ...(before ?? this.defaults), ...values }),
      account: { kind: 'sets', attributes: Object.keys(values) },
    }
  }
}

/** The object stays as it is and gets a new version: what a point leader does by itself (docs/protocol.md, Redrive). */
export const redriven: Effect = {
  kind: 'redrive',
  text: '',
  judge: (before) => (before === undefined ? notFound : ok(before)),
  account: { kind: 'redrives' },
}

/** The effect, done only when the object has that version; 0: when there is none. */
export function atVersion(effect: Effect, version: number): Effect {
  const needed = version === 0
  return {
    ...effect,
    text: `${effect.text} at version ${version}`,
    judge: (before, key) => {
      const judgement = effect.judge(before, key)
      if (judgement.answer === 'notFound' || (before === undefined) === needed) return judgement
      return compareFailed
    },
    ...(needed ? {} : { ifVersion: version }),
  }
}

function refusal(before: MaybeObject, key: string, check: Condition | undefined): Judgement | undefined {
  if (before === undefined) return notFound
  return check === undefined || check.holds(before, key) ? undefined : compareFailed
}
