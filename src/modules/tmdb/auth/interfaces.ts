/** `apiKey` opens v3, `readToken` both. Either is the operator's, public by nature, and never the viewer's. */
export type TmdbConfig = {
  readonly version: 3 | 4;
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly imageUrl: string;
  readonly apiKey: string;
  readonly readToken: string;
};
