/** Who may import whom (docs/architecture.md). Tests may reach into anything. */
const TESTS = '\\.(test|int\\.test)\\.tsx?$|^test/|-fixtures\\.ts$|test-support\\.ts$';
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: TESTS, ...from },
  to,
});

export default {
  forbidden: [
    forbid('resolvable', 'Every import must lead somewhere.', {}, { couldNotResolve: true }),
    forbid('no-cycles', 'Rooms must not depend on each other in a circle.', {}, { circular: true }),
    forbid(
      'platform-knows-no-warehouse',
      'platform and db know neither domain, sources, pages nor jobs. The site is the tenant, which every request has.',
      { path: '^lib/(platform|db)/' },
      { path: '^(lib/(domain|integrations)|app|components|worker|demo|scripts)/', pathNot: '^lib/domain/sites/' },
    ),
    forbid(
      'domain-stays-inside',
      'The domain knows no sources, pages, components or jobs.',
      { path: '^lib/domain/' },
      { path: '^(lib/integrations|app|components|worker|demo|scripts)/' },
    ),
    forbid(
      'integrations-call-the-domain',
      'Sources hand facts to the domain and know no pages or jobs.',
      { path: '^lib/integrations/' },
      { path: '^(app|components|worker|demo|scripts)/|^lib/domain/.*/(loaders|actions|prepare)\\.tsx?$' },
    ),
    forbid(
      'rules-are-pure',
      'Rules decide without database, cache, clock or framework.',
      { path: '^lib/domain/[^/]+/rules\\.ts$' },
      {
        path: '^lib/(db|integrations)/|^lib/platform/(?!time/(instant|business-day|zone|intervals|format)\\.ts|errors/)',
      },
    ),
    forbid(
      'components-never-query',
      'Components draw what they are given.',
      { path: '^components/' },
      {
        path: '^lib/db/|^lib/integrations/|^lib/domain/.*(queries/|mutations\\.ts|loaders\\.ts|run[^/]*\\.ts)|^lib/platform/(env|cache|redis|queue|audit|jobs)/',
      },
    ),
    forbid(
      'app-goes-through-loaders',
      'Pages and routes know no SQL and no Redis.',
      { path: '^app/' },
      { path: '^lib/db/(?!handles)|^lib/domain/.*/queries/(?!get-sites)|^(worker|demo|scripts)/' },
    ),
    forbid(
      'worker-is-plain-node',
      'The worker runs without the web framework.',
      { path: '^worker/' },
      { path: '^(app|components|demo|scripts)/|/(loaders|actions)\\.tsx?$|node_modules/next/' },
    ),
    forbid(
      'framework-only-at-the-edge',
      'Next.js only in app, loaders, actions, platform/http and platform/auth.',
      { path: '^lib/', pathNot: `${TESTS}|^lib/platform/(http|auth)/|/(loaders|actions)\\.tsx?$` },
      { path: 'node_modules/(next|server-only)/' },
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules|\\.next|\\.data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
