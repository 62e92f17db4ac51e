// The stages of `npm test`, in the order in which they run. Each is also a script of its own (`npm run test:unit`), which takes names of
// test files to run only those.

export const stages = {
  /** Everything in one process: functions, state machines, stores, services. */
  unit: { folders: 'test/!(cluster|simulation|planted)', options: [], minutesMax: 15 },
  /** The simulated world, one file at a time: each uses both cores. */
  simulation: { folders: 'test/{simulation,planted}', options: ['--concurrency=1', '--timeout=10m'], minutesMax: 27 },
  /** Real processes, which share the machine: one file and one test at a time. */
  cluster: { folders: 'test/cluster', options: ['--serial', '--concurrency=1', '--timeout=8m'], minutesMax: 30 },
}
