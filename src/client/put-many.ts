// Many writes with back-pressure: so many on their way at a time, and the source is read no faster than they are answered.

/** Enough to fill the batches of every server. */
const inFlightMax = 256

/**
 * Applies `write` to every element. After a failure no further element is read; rejects with the first failure when everything on its way
 * has been answered. Returns how many were written: all but those whose `write` answered false.
 */
export async function writeMany<Element>(
  elements: Iterable<Element> | AsyncIterable<Element>,
  write: (element: Element) => Promise<unknown>,
  onProgress?: (done: number) => void,
): Promise<number> {
  let done = 0
  let inFlight = 0
  let failure: { readonly error: unknown } | undefined
  let wake: (() => void) | undefined
  const settle = () => {
    inFlight--
    wake?.()
  }
  const room = (most: number) =>
    new Promise<void>((resolve) => {
      wake = () => {
        if (inFlight <= most) resolve()
      }
      wake()
    })
  const succeeded = (written: unknown) => {
    if (written === false) return
    done++
    onProgress?.(done)
  }
  const failed = (error: unknown) => {
    failure ??= { error }
  }
  try {
    for await (const element of elements) {
      if (failure !== undefined) break
      inFlight++
      write(element).then(succeeded).catch(failed).finally(settle)
      if (inFlight >= inFlightMax) await room(inFlightMax - 1)
    }
  } catch (error) {
    failed(error)
  }
  await room(0)
  if (failure !== undefined) throw failure.error
  return done
}
