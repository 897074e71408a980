import { Facts } from '#app/ui/facts.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { protocols } from '#protocols/protocol-registry.ts';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import styles from './library-lists.module.css';

/** The designs that a configuration can ask for. */
export function ProtocolIndex(): JSX.Element {
  return (
    <div className={styles['stack']}>
      {protocols.map((protocol) => (
        <Panel key={protocol.id} title={protocol.title} lead={protocol.description}>
          <Facts
            facts={[
              { label: 'Id, version', value: <code>{`${protocol.id}@${protocol.version}`}</code> },
              { label: 'Switched on by', value: protocol.configuredBy },
              {
                label: 'Estimates',
                value: protocol.estimands.map((id, index) => (
                  <span key={id}>
                    {index === 0 ? '' : ', '}
                    <Link to="/library/$section" params={{ section: 'metrics' }} search={{ q: id }}>
                      {id}
                    </Link>
                  </span>
                )),
              },
              {
                label: 'Sources',
                value: (
                  <ul className={styles['bullets']}>
                    {protocol.citation.map((source) => (
                      <li key={source}>{source}</li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
        </Panel>
      ))}
    </div>
  );
}
