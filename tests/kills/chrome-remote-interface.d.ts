declare module 'chrome-remote-interface' {
  type Where = { readonly port: number; readonly host: string };
  type Evaluated = {
    readonly result: { readonly value: unknown };
    readonly exceptionDetails?: {
      readonly text: string;
      readonly exception?: { readonly description?: string };
    };
  };
  type Client = {
    readonly Page: { enable(): Promise<void> };
    readonly Runtime: {
      enable(): Promise<void>;
      evaluate(what: {
        expression: string;
        awaitPromise: boolean;
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
