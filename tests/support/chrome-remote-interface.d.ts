declare module 'chrome-remote-interface' {
  type Where = { readonly port: number; readonly host: string };
  type Exception = { readonly text: string; readonly exception?: { readonly description?: string } };
  type Evaluated = {
    readonly result: { readonly value: unknown };
    readonly exceptionDetails?: Exception;
  };
  type Key = {
    readonly type: 'rawKeyDown' | 'keyUp';
    readonly windowsVirtualKeyCode: number;
    readonly nativeVirtualKeyCode: number;
  };
  export type Client = {
    readonly Page: {
      enable(): Promise<void>;
      loadEventFired(): Promise<unknown>;
      navigate(to: { url: string }): Promise<unknown>;
      captureScreenshot(): Promise<{ readonly data: string }>;
      addScriptToEvaluateOnNewDocument(script: { source: string }): Promise<unknown>;
    };
    readonly Input: { dispatchKeyEvent(key: Key): Promise<unknown> };
    readonly Runtime: {
      enable(): Promise<void>;
      exceptionThrown(then: (event: { readonly exceptionDetails: Exception }) => void): unknown;
      evaluate(what: {
        expression: string;
        awaitPromise?: boolean;
        returnByValue: boolean;
      }): Promise<Evaluated>;
    };
    on(event: 'disconnect', then: () => void): void;
  };
  function CDP(where: Where & { readonly target: string; readonly local: boolean }): Promise<Client>;
  namespace CDP {
    function New(where: Where & { readonly url: string }): Promise<{ readonly id: string }>;
  }
  export default CDP;
}
