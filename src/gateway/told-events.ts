// The stream of a call whose work goes on by itself and tells of it as it goes.

/** Resolves when the event has gone to the reader; rejects when the reader went away. */
export type Tell<Event> = (event: Event) => Promise<void>

/** What `work` tells, in that order; then its end, or its error. */
export function toldEvents<Event>(work: (tell: Tell<Event>) => Promise<void>): AsyncIterable<Event> {
  const { readable, writable } = new TransformStream<Event, Event>()
  const writer = writable.getWriter()
  work((event) => writer.write(event))
    .then(() => writer.close())
    .catch((error) => writer.abort(error))
    .catch(() => {})
  return readable
}

/** For what matters only while it is new: events are left out as long as an earlier one has not gone to the reader. */
export function tellingNews<Event>(tell: Tell<Event>): (event: Event) => void {
  let told = true
  return (event) => {
    if (!told) return
    told = false
    const free = () => {
      told = true
    }
    tell(event).then(free, free)
  }
}
