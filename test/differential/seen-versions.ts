// How an object's version compares with the last one that was seen of its key, as the model's answers say it.
import { asKey, type Scalar, showScalar } from './model/values.ts'

export class SeenVersions {
  readonly #versions = new Map<string, number>()

  show(key: Scalar, version: number): string {
    const text = showScalar(asKey(key))
    const seen = this.#versions.get(text)
    this.#versions.set(text, version)
    if (seen === undefined) return version > 0 ? ' version first' : ' version not above 0'
    if (version === seen) return ' version same'
    return version > seen ? ' version newer' : ' version older'
  }
}
