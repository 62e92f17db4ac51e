// Elements that a caller gives one after the other, in its own time: whoever reads them need not wait for the next.

/**
 * The elements, as `for await` reads them, until their end or until `stop` is aborted, also while the next one is waited for. A source that is left is
 * told so, as by a loop that is left.
 */
export async function* elementsUntil<Element>(
  elements: Iterable<Element> | AsyncIterable<Element>,
  stop: AbortSignal | null | undefined,
): AsyncGenerator<Element, undefined> {
  const source = Symbol.asyncIterator in elements ? elements[Symbol.asyncIterator]() : elements[Symbol.iterator]()
  let between = false
  try {
    while (!stop?.aborted) {
      const next = await unless(stop, () => nextOf(source))
      if (next === undefined) return void leave(source)
      if (next.done) return
      between = true
      yield next.value
      between = false
    }
    between = true
  } finally {
    if (between) await source.return?.()
  }
}

type Source<Element> = AsyncIterator<Element> | Iterator<Element>

/** An iterable may also give promises. */
async function nextOf<Element>(source: Source<Element>): Promise<IteratorResult<Element>> {
  const { done, value } = await source.next()
  return done ? { done, value } : { value: await value }
}

/** Without waiting for it: it may be waiting itself. */
async function leave(source: Source<unknown>): Promise<void> {
  try {
    await source.return?.()
  } catch {
    // Nobody is there any more to hear of it.
  }
}

/** Undefined when `stop` is aborted before the answer is there. */
function unless<Answer>(stop: AbortSignal | null | undefined, ask: () => Promise<Answer>): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const abort = () => resolve(undefined)
    stop?.addEventListener('abort', abort, { once: true })
    ask()
      .then(resolve, reject)
      .finally(() => stop?.removeEventListener('abort', abort))
  })
}
