import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Link,
  Outlet,
  redirect,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { lazy, Suspense, type JSX, type ReactNode } from 'react';
import { AppShell } from './app-shell.tsx';
import type { CompareSearch } from './features/compare/load-compare.ts';
import { parseLibrarySearch, parseLibrarySection } from './features/library/library-sections.ts';
import type { ReplicatesSearch } from './features/run/verdict-link.tsx';
import { parseTranscriptSearch } from './features/transcripts/transcript-search.ts';
import { createHashHistory } from './hash-history.ts';
import type { Services } from './ports-context.tsx';
import { FailureNotice } from './ui/failure-notice.tsx';
import { Loading } from './ui/loading.tsx';
import { PageHead } from './ui/page-head.tsx';
import { toBugFailure } from './ui/use-action.ts';

const EvaluatePage = lazy(async () => ({
  default: (await import('./features/evaluate/evaluate-page.tsx')).EvaluatePage,
}));
const RunPage = lazy(async () => ({ default: (await import('./features/run/run-page.tsx')).RunPage }));
const ReportPage = lazy(async () => ({ default: (await import('./features/report/report-page.tsx')).ReportPage }));
const ScoresPage = lazy(async () => ({ default: (await import('./features/report/scores-page.tsx')).ScoresPage }));
const TranscriptsPage = lazy(async () => ({
  default: (await import('./features/transcripts/transcripts-page.tsx')).TranscriptsPage,
}));
const ComparePage = lazy(async () => ({ default: (await import('./features/compare/compare-page.tsx')).ComparePage }));
const RunsPage = lazy(async () => ({ default: (await import('./features/runs/runs-page.tsx')).RunsPage }));
const ModelsPage = lazy(async () => ({ default: (await import('./features/models/models-page.tsx')).ModelsPage }));
const TokenizerPage = lazy(async () => ({
  default: (await import('./features/tokenizer/tokenizer-page.tsx')).TokenizerPage,
}));
const LibraryPage = lazy(async () => ({ default: (await import('./features/library/library-page.tsx')).LibraryPage }));
const PerturbationPage = lazy(async () => ({
  default: (await import('./features/library/perturbation-page.tsx')).PerturbationPage,
}));

const rootRoute = createRootRouteWithContext<Services>()({
  component: () => (
    <AppShell>
      <Outlet />
    </AppShell>
  ),
  notFoundComponent: NotFound,
  errorComponent: ({ error }: ErrorComponentProps) => (
    <AppShell>
      <PageHead title="Plumbline" />
      <FailureNotice failure={toBugFailure(error)} />
    </AppShell>
  ),
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/evaluate', replace: true });
  },
});

const evaluateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evaluate',
  validateSearch: (search: Record<string, unknown>): { readonly link?: string } =>
    typeof search['link'] === 'string' ? { link: search['link'] } : {},
  loaderDeps: ({ search }) => search,
  loader: async ({ context, deps }) =>
    (await import('./features/evaluate/load-evaluate.ts')).loadEvaluate(context, deps.link ?? null),
  component: function EvaluateRoute(): JSX.Element {
    return screen(<EvaluatePage loaded={evaluateRoute.useLoaderData()} />);
  },
});

const runRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/run/$runId',
  validateSearch: (search: Record<string, unknown>): ReplicatesSearch => ({
    ...(typeof search['replicates'] === 'string' ? { replicates: search['replicates'] } : {}),
    ...(typeof search['subset'] === 'string' ? { subset: search['subset'] } : {}),
  }),
  loader: async ({ context, params }) => (await import('./features/run/load-run.ts')).loadRun(context, params.runId),
  component: function RunRoute(): JSX.Element {
    const { runId } = runRoute.useParams();
    return screen(
      <RunPage key={runId} runId={runId} summary={runRoute.useLoaderData()} replicated={runRoute.useSearch()} />,
    );
  },
});

const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/report/$runId',
  loader: async ({ context, params }) =>
    (await import('./features/report/load-report.ts')).loadReport(context.ports, params.runId),
  component: function ReportRoute(): JSX.Element {
    return screen(<ReportPage runId={reportRoute.useParams().runId} loaded={reportRoute.useLoaderData()} />);
  },
});

const transcriptsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/transcripts/$runId',
  validateSearch: parseTranscriptSearch,
  // The rows stay while filters change, and are read anew on the next visit.
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  loader: async ({ context, params }) =>
    (await import('./features/transcripts/load-transcripts.ts')).loadTranscripts(context.ports, params.runId),
  component: function TranscriptsRoute(): JSX.Element {
    const { runId } = transcriptsRoute.useParams();
    const search = transcriptsRoute.useSearch();
    return screen(<TranscriptsPage runId={runId} search={search} loaded={transcriptsRoute.useLoaderData()} />);
  },
});

const runsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs',
  loader: async ({ context }) => (await import('./features/runs/load-runs.ts')).loadRuns(context.ports),
  component: function RunsRoute(): JSX.Element {
    return screen(<RunsPage loaded={runsRoute.useLoaderData()} />);
  },
});

const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models',
  loader: async ({ context }) => (await import('./features/models/load-models.ts')).loadModels(context.ports),
  component: function ModelsRoute(): JSX.Element {
    return screen(<ModelsPage loaded={modelsRoute.useLoaderData()} />);
  },
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare',
  validateSearch: (search: Record<string, unknown>): CompareSearch => ({
    ...(typeof search['a'] === 'string' ? { a: search['a'] } : {}),
    ...(typeof search['b'] === 'string' ? { b: search['b'] } : {}),
    ...(typeof search['subset'] === 'string' ? { subset: search['subset'] } : {}),
  }),
  loader: async ({ context }) => (await import('./features/compare/load-compare.ts')).loadCompare(context.ports),
  component: function CompareRoute(): JSX.Element {
    return screen(<ComparePage runs={compareRoute.useLoaderData()} search={compareRoute.useSearch()} />);
  },
});

const scoresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/scores',
  component: function ScoresRoute(): JSX.Element {
    return screen(<ScoresPage />);
  },
});

const tokenizerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tokenizer',
  component: function TokenizerRoute(): JSX.Element {
    return screen(<TokenizerPage />);
  },
});

const libraryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/library',
  beforeLoad: () => {
    throw redirect({ to: '/library/$section', params: { section: 'perturbations' }, search: {}, replace: true });
  },
});

const librarySectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/library/$section',
  validateSearch: parseLibrarySearch,
  component: function LibraryRoute(): JSX.Element {
    const section = parseLibrarySection(librarySectionRoute.useParams().section);
    const search = librarySectionRoute.useSearch();
    return section === null ? <NotFound /> : screen(<LibraryPage section={section} search={search} />);
  },
});

const perturbationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/library/perturbations/$perturbationId',
  validateSearch: ({ version }: Record<string, unknown>): { readonly version?: number } =>
    Number.isInteger(version) ? { version: Number(version) } : {},
  component: function PerturbationRoute(): JSX.Element {
    const { perturbationId } = perturbationRoute.useParams();
    const { version = null } = perturbationRoute.useSearch();
    return screen(<PerturbationPage perturbationId={perturbationId} version={version} />);
  },
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  evaluateRoute,
  runRoute,
  reportRoute,
  transcriptsRoute,
  runsRoute,
  modelsRoute,
  compareRoute,
  scoresRoute,
  tokenizerRoute,
  libraryRoute,
  librarySectionRoute,
  perturbationRoute,
]);

/** The screens of the app over a hash history. After a change of screen the focus goes to the main landmark. */
// oxlint-disable-next-line typescript/explicit-module-boundary-types -- the router's type is its route tree
export function createAppRouter(services: Services) {
  const router = createRouter({
    routeTree,
    context: services,
    history: createHashHistory(),
    scrollRestoration: true,
    defaultPendingMs: 200,
    defaultPendingComponent: () => <Loading label="Loading…" />,
  });
  router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
    if (pathChanged && fromLocation !== undefined) document.getElementById('main')?.focus({ preventScroll: true });
  });
  return router;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

function screen(page: ReactNode): JSX.Element {
  return <Suspense fallback={<Loading label="Loading…" />}>{page}</Suspense>;
}

function NotFound(): JSX.Element {
  return (
    <>
      <PageHead title="Nothing here" lead="The address names no screen of Plumbline." />
      <Link to="/evaluate">Go to Evaluate</Link>
    </>
  );
}
