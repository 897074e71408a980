import type { ChartTable } from '#core/charts/chart-spec.ts';
import type { JSX } from 'react';
import styles from './data-table.module.css';

/** Characters above which a cell is a text that wraps. */
const LONG_CELL = 30;

/** A real table; wide ones scroll inside their own focusable frame. */
export function DataTable({ caption, table }: { readonly caption: string; readonly table: ChartTable }): JSX.Element {
  return (
    <div className={styles['frame']} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th key={`${String(index)} ${column}`} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join('\u0000')}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key="head" scope="row">
                    {cell}
                  </th>
                ) : (
                  <td
                    data-long={cell.length > LONG_CELL}
                    dir="auto"
                    key={table.columns[index] === undefined ? index : `${String(index)} ${table.columns[index]}`}
                  >
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
