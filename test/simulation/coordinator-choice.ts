/** Which coordinator a process asks: the next one after each that did not answer. */
export class CoordinatorChoice {
  readonly #names: readonly string[]
  #at = 0

  constructor(names: readonly string[]) {
    this.#names = names
  }

  get name(): string {
    return this.#names[this.#at % this.#names.length]!
  }

  /** `name` has not answered, or does not lead. */
  missed(name: string): void {
    if (name === this.name) this.#at++
  }
}
