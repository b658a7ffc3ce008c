/** Stands in for the parts of Lightning's SDK that Couchkey never uses: they do not shake out by themselves. */
const nothing = () => undefined;

export const initAds = nothing;
export const initColors = nothing;
export const initLanguage = nothing;
export const initMediaPlayer = nothing;
export const initMetadata = nothing;
export const initMetrics = nothing;
export const initPin = nothing;
export const initProfile = nothing;
export const initPurchase = nothing;
export const initRouter = nothing;
export const initStorage = nothing;
export const initTV = nothing;
export const initUtils = nothing;
export const initVideoPlayer = nothing;
export const initLightningSdkPlugin = {};
export const Metadata = {};
export const Metrics = { app: { loaded: nothing } };
export const Pin = {};
export const Profile = {};
export const Purchase = {};
export const TV = {};
export const VideoPlayer = {};
export const mediaUrl = (url) => url;
export default {
  load: nothing,
  colorshift: nothing,
  clear: nothing,
  asset: nothing,
  info: nothing,
  debug: nothing,
  warn: nothing,
  error: nothing
};
