// What docs/grpc.md shows: calls of grpcurl, each with its answer where one is shown, and programs.
import { blocks, page } from './pages.ts'

export const grpcPage = page('docs/grpc.md')

export interface ShownCall {
  /** The full name of the service, and the method. */
  readonly service: string
  readonly method: string
  readonly request: unknown
  /** None when none is shown; of a stream its messages. */
  readonly answers: readonly unknown[]
}

/** Of a page, in their order. */
export function shownCalls(text: string): ShownCall[] {
  return blocks(text, '')
    .filter((block) => block.includes('grpcurl'))
    .flatMap(callsIn)
}

function callsIn(block: string): ShownCall[] {
  const pattern = /^grpcurl -plaintext -d '([^']*)' 127\.0\.0\.1:1982 ([\w.]+)\/(\w+)\n((?:\{.*\}\n)*)/gm
  const found = [...block.matchAll(pattern)]
  if (found.length !== block.split('grpcurl').length - 1) throw new Error(`not every call is of the form that is run: ${block}`)
  return found.map(([, request, service, method, answers]) => ({
    service: service!,
    method: method!,
    request: JSON.parse(request!),
    answers: answers!
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  }))
}
