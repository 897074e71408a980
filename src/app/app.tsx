import { RouterProvider } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { ServicesContext, type Services } from './ports-context.tsx';
import { createAppRouter } from './routes.tsx';

/** The whole app over its services. */
export function App({ services }: { readonly services: Services }): JSX.Element {
  const [router] = useState(() => createAppRouter(services));
  return (
    <ServicesContext value={services}>
      <RouterProvider router={router} />
    </ServicesContext>
  );
}
