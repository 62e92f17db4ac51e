// What programs without types may give wrongly, refused before anything is done. Types say the same to the compiler.
import { HyperdexError } from '../errors.ts'
import { kindOfValue } from './codec.ts'
import { nearestNames } from './nearest-names.ts'

interface Rule {
  readonly wanted: string
  fits(value: unknown): boolean
}

const flag: Rule = { wanted: 'true or false', fits: (value) => typeof value === 'boolean' }
const callback: Rule = { wanted: 'a function', fits: (value) => typeof value === 'function' }
const number: Rule = { wanted: 'a number', fits: (value) => typeof value === 'number' }
const wholeNumber: Rule = { wanted: 'a whole number from 0', fits: (value) => Number.isSafeInteger(value) && (value as number) >= 0 }
const text: Rule = { wanted: 'a string', fits: (value) => typeof value === 'string' }
const names: Rule = {
  wanted: 'an array of attribute names',
  fits: (value) => Array.isArray(value) && Array.from(value).every((name) => typeof name === 'string'),
}

/** Those of `ifVersion`, `ttlMs`, `secret`, `if` and `orderBy` are where they are used. */
const optionRules: ReadonlyMap<string, Rule> = new Map([
  ['signal', { wanted: 'an AbortSignal, or null for none', fits: (value) => value === null || isSignal(value) }],
  ['timeoutMs', number],
  ['version', flag],
  ['cursors', flag],
  ['partial', flag],
  ['repair', flag],
  ['limit', number],
  ['cursor', text],
  ['from', text],
  ['select', names],
  ['by', names],
  ['onProgress', callback],
  ['onMissing', callback],
])

/** By what is used of it: libraries and other realms have signals of their own. */
function isSignal(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { aborted, addEventListener, removeEventListener } = value as Partial<AbortSignal>
  return typeof aborted === 'boolean' && typeof addEventListener === 'function' && typeof removeEventListener === 'function'
}

/** Of a kind of call. */
export type OptionNames = ReadonlySet<string>

/** Exactly the names of `Options`: the compiler allows neither more nor fewer. */
export function namesOf<Options>(names: Readonly<Record<keyof Options, true>>): OptionNames {
  return new Set(Object.keys(names).sort())
}

/** Of the call named; `names` are those that it takes. An option that is undefined is left out. Throws INVALID. */
export function checkOptions(options: unknown, names: OptionNames, call: string): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) throw noOptions(options)
  let isEmpty = true
  for (const name in options) {
    // What a program gave all objects is nobody's option.
    if (name in Object.prototype && !Object.hasOwn(options, name)) continue
    isEmpty = false
    if (!names.has(name) && (options as Record<string, unknown>)[name] !== undefined) throw unknownOption(name, names, call)
  }
  // What is in a Map is not seen; accessors of a class are.
  for (const name of names) {
    if (!(name in options)) continue
    isEmpty = false
    const value = (options as Record<string, unknown>)[name]
    const rule = value === undefined ? undefined : optionRules.get(name)
    if (rule !== undefined) check(rule, value, `the option ${name}`)
  }
  if (isEmpty && !isRecord(options)) throw noOptions(options)
}

function noOptions(value: unknown): HyperdexError {
  return invalid(`the options are ${kindOfValue(value)}`, 'give an object, for example { timeoutMs: 1000 }, or nothing')
}

/** Were it ignored, a misspelt condition would be none. */
function unknownOption(name: string, names: OptionNames, call: string): HyperdexError {
  const all = `it takes ${[...names].join(', ')}`
  const nearest = nearestNames(name, names)
  return invalid(`${call} takes no option ${name}`, nearest.length === 0 ? all : `did you mean ${nearest.join(' or ')}? ${all}`)
}

/** Throws INVALID. */
export function checkText(value: unknown, what: string): asserts value is string {
  check(text, value, what)
}

/** Throws INVALID. */
export function checkCount(value: unknown, what: string): asserts value is number {
  check(wholeNumber, value, what)
}

/** Throws INVALID. */
export function checkFlag(value: unknown, what: string): asserts value is boolean {
  check(flag, value, what)
}

/** Throws INVALID. */
export function checkNames(value: unknown, what: string): asserts value is readonly string[] {
  check(names, value, what)
}

/** Something to go through; the characters of a string are meant by nobody. Throws INVALID. */
export function checkSequence(value: unknown, what: string): void {
  const sequence = typeof value === 'object' && value !== null ? (value as Partial<Iterable<unknown> & AsyncIterable<unknown>>) : {}
  if (typeof sequence[Symbol.iterator] === 'function' || typeof sequence[Symbol.asyncIterator] === 'function') return
  throw invalid(`${what} are ${kindOfValue(value)}`, 'give an array, or anything else that for await goes through')
}

/** An object of members by name, and none of a class. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function check({ wanted, fits }: Rule, value: unknown, what: string): void {
  if (fits(value)) return
  throw invalid(`${what} is ${kindOfValue(value)}`, `give ${wanted}`)
}

function invalid(message: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', message, remedy)
}
