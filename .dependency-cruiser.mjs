// Who may import whom. Run by `npm run layers` (.ci/check-layers.mjs), which also makes sure that every file was looked at.
import { layers, purePackages, purePattern } from './.ci/layers.mjs'

const any = (paths) => `^(${paths.join('|')})`

/** For each layer: nothing of it imports from a later layer or from another path of its own. */
const direction = layers.flatMap((paths, index) => {
  const later = layers.slice(index + 1).flat()
  return paths.map((path) => {
    const forbidden = [...later, ...paths.filter((other) => other !== path)]
    return {
      name: `direction: ${path.replaceAll('\\', '')}`,
      comment: 'A folder imports only from folders before it in .ci/layers.mjs.',
      severity: 'error',
      from: { path: any([path]) },
      to: { path: any(forbidden) },
    }
  })
})

export default {
  forbidden: [
    ...direction.filter((rule) => rule.to.path !== '^()' && !rule.name.endsWith('test/')),
    {
      name: 'cycle',
      comment: 'Files that import each other in a circle cannot be understood one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'unresolvable',
      comment: 'What cannot be found is not checked either.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'client apart from servers',
      comment: 'Programs that use the client do not load the server, the coordinator or their storage.',
      severity: 'error',
      from: { path: '^src/(client/|index\\.ts)' },
      to: { path: '^(src/(replication|search|member|storage|gateway|server)/|coordinator/)' },
    },
    {
      name: 'pure: folders',
      comment: 'The pure core knows pure folders only.',
      severity: 'error',
      from: { path: purePattern },
      to: { path: '^(src|coordinator)/', pathNot: purePattern },
    },
    {
      name: 'pure: node',
      comment: 'The pure core does not know what it runs on.',
      severity: 'error',
      from: { path: purePattern },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure: packages',
      comment: 'Packages that the pure core uses are pure themselves.',
      severity: 'error',
      from: { path: purePattern },
      to: { dependencyTypesNot: ['local', 'core', 'unknown'], pathNot: `node_modules/(@types/)?(${purePackages.join('|')})/` },
    },
    {
      name: 'generated code',
      comment: 'src/transport/wire.ts is the only door to the generated code.',
      severity: 'error',
      from: { pathNot: '^(src/transport/|test/|bench/)' },
      to: { path: '^src/transport/generated/' },
    },
    {
      name: 'development packages',
      comment: 'What is shipped uses what is installed with it.',
      severity: 'error',
      from: { path: '^(src|coordinator|bin)/', pathNot: '^src/transport/generate\\.mjs$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'tests and tools',
      comment: 'What is shipped does not know its tests, examples and benchmarks.',
      severity: 'error',
      from: { path: '^(src|coordinator|bin)/' },
      to: { path: '^(test|examples|bench|\\.ci)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
