// The web types that pure layers may name; both browsers and Node have them. Everything else arrives as an argument.
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
declare const AbortController: { new (): { readonly signal: AbortSignal; abort(): void } };
interface Blob {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
}
interface MessagePort {
  close(): void;
}
