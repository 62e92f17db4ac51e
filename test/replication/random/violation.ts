// What a schedule found: the promise that was broken, and where.
export class Violation extends Error {
  readonly kind: string

  constructor(kind: string, text: string) {
    super(`${kind}: ${text}`)
    this.kind = kind
  }
}
