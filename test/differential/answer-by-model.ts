// What the interface says each call answers.
import { showGroups, showRow, unreadable } from './answers.ts'
import type { Call, Step, View, WriteCall } from './call.ts'
import { Failure } from './model/failure.ts'
import type { Row } from './model/predicate.ts'
import type { Change, ModelSpace, Refusal, Write } from './model/space.ts'
import { type Definition, typeOf } from './model/types.ts'
import { asKey, type Scalar, showScalar } from './model/values.ts'
import { NotInView, seenIn } from './views.ts'

/**
 * Who is the first to know that a call names what is not there. A client that knows names and types (the typed one, the command line) refuses it
 * before anything is sent, also where no writes are taken; a server looks first whether they are.
 */
export type FirstJudge = 'client' | 'server'

const needs = {
  putIfNotExist: 'absence',
  condPut: 'presence',
  condPutOrCreate: 'checkedIfPresent',
  del: 'presence',
  condDel: 'presence',
} as const

export class ModelAnswers {
  readonly #space: ModelSpace
  readonly #tellsApart: boolean
  /** Of each key, how many changes it had when its version was last seen. */
  readonly #seen = new Map<string, number>()

  /** `tellsApart`: a write that is not done is answered with its error, and not with false as the typed client answers it. */
  constructor(space: ModelSpace, tellsApart = false) {
    this.#space = space
    this.#tellsApart = tellsApart
  }

  answer(call: Call, view: View, firstJudge: FirstJudge = 'client'): string {
    try {
      return this.#answer(call, view, firstJudge)
    } catch (error) {
      if (error instanceof NotInView) return unreadable
      if (error instanceof Failure) return `error ${error.code}`
      throw error
    }
  }

  #answer(call: Call, view: View, firstJudge: FirstJudge): string {
    const space = this.#space
    switch (call.kind) {
      case 'get': {
        const row = space.get(call.key)
        return `${this.#show(row, call.names, view)}${call.version && row !== undefined ? this.#showVersion(call.key) : ''}`
      }
      case 'getMany':
        return call.keys.map((key) => this.#show(space.get(key), undefined, view)).join('; ')
      case 'write':
        return this.#written(space.write(writeOf(call)))
      case 'pipeline':
        return call.writes.map((write) => this.answer(write, view)).join(', ')
      case 'putMany':
        for (const [key, values] of call.pairs) {
          const change = [...values].map(([attribute, value]) => ({ attribute, operation: { name: 'put', value } as const }))
          space.write({ key, needs: 'nothing', change })
        }
        return `${call.pairs.length}`
      case 'group':
        return `${space.writeGroup(call.where, changeOf(call.form, call.steps))}`
      case 'search':
        return space
          .search(call.where, call.order, call.limit)
          .map((row) => this.#show(row, call.select, view))
          .join('; ')
      case 'count':
        return `${space.matches(call.where).length}`
      case 'aggregate':
        return showGroups(space.aggregate(call.where, call.functions, call.by))
      case 'changeSpace':
        space.changeSpace(call.change)
        return 'changed'
      case 'unknownSpace':
        return 'error UNKNOWN_SPACE'
      case 'unknownAttribute':
        if (call.named === 'put' && firstJudge === 'server') space.refuseWhileReadOnly()
        // Who declares a space is told in which way it is another one.
        return this.#tellsApart || view === 'fetched' ? 'error INVALID' : 'error SCHEMA_MISMATCH'
      case 'negativeTrim':
        space.refuseWhileReadOnly()
        return 'error INVALID'
      case 'negativeLimit':
        return 'error INVALID'
    }
  }

  #written(refusal: Refusal | undefined): string {
    if (!this.#tellsApart) return `${refusal === undefined}`
    return refusal === undefined ? 'done' : `error ${refusal}`
  }

  #show(row: Row | undefined, names: readonly string[] | undefined, view: View): string {
    const definition: Definition = this.#space.definition
    if (row === undefined) return 'absent'
    return showRow(definition, names, (name) => seenIn(typeOf(definition, name), view, row.value(name)))
  }

  #showVersion(key: Scalar): string {
    const text = showScalar(asKey(key))
    const seen = this.#seen.get(text)
    const changes = this.#space.changes(key)
    this.#seen.set(text, changes)
    if (seen === undefined) return ' version first'
    return changes === seen ? ' version same' : ' version newer'
  }
}

function changeOf(form: WriteCall['form'], steps: readonly Step[]): Change {
  return form === 'del' || form === 'condDel' ? undefined : steps.flatMap(({ operations }) => operations)
}

/** A conditional form needs an object; so does every operation but `put`; an update makes one from defaults. */
function needsOf({ form, steps, check }: WriteCall): Write['needs'] {
  if (form !== 'operate' && form !== 'update') return needs[form]
  if (check !== undefined) return 'presence'
  return form === 'update' || steps[0]!.name === 'put' ? 'nothing' : 'presence'
}

function writeOf(call: WriteCall): Write {
  const { key, check, version } = call
  return {
    key,
    needs: needsOf(call),
    change: changeOf(call.form, call.steps),
    ...(check === undefined ? {} : { check }),
    ...(version === undefined ? {} : { version }),
  }
}
