import type { FailureCode } from '#core/errors/failure.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { OwnFiles } from '#harness/ports.ts';
import { toAppUrl } from './app-url.ts';
import { decodeUtf8File } from './decode-utf8-file.ts';

/**
 * Files of the app's own origin. Failures are about what was asked for: `config-invalid` under `configs/`, else
 * `task-invalid`; a file over the bound is `config-too-large` there. Never fetches from another origin.
 */
export const ownFiles: OwnFiles = { readText, readBytes };

async function readText(path: string, maxBytes: number): Promise<Result<string>> {
  const bytes = await readBytes(path, maxBytes);
  return bytes.ok ? decodeUtf8File(bytes.value, path, toCode(path)) : bytes;
}

async function readBytes(path: string, maxBytes: number): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const code = toCode(path);
  const url = toAppUrl(path);
  if (url.origin !== location.origin) {
    return toFailed(code, `${path} is not a file of this app: only files of its own address are read.`, {
      location: path,
    });
  }
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    return toFailed(
      code,
      `${path} could not be read: the app's server cannot be reached. Check the connection and try again.`,
      { location: path, detail: String(error) },
    );
  }
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true && !path.endsWith('.html');
  if (!response.ok || isPage) {
    await response.body?.cancel();
    return toFailed(code, `The app has no file ${path}: check the path.`, {
      location: path,
      detail: `HTTP ${response.status}`,
    });
  }
  return readBounded(response, path, maxBytes, code === 'config-invalid' ? 'config-too-large' : code);
}

function toCode(path: string): 'config-invalid' | 'task-invalid' {
  return path.startsWith('configs/') ? 'config-invalid' : 'task-invalid';
}

/** Stops reading at the bound, whatever length the server has stated. */
async function readBounded(
  response: Response,
  path: string,
  maxBytes: number,
  code: FailureCode,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        return toFailed(code, `${path} is larger than the ${maxBytes} bytes that are read at most.`, {
          location: path,
        });
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return toFailed(code, `${path} could not be read to its end. Try again.`, {
      location: path,
      detail: String(error),
    });
  }
  return toOk(new Uint8Array(await new Blob(chunks).arrayBuffer()));
}
