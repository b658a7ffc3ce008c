import { JSDOM } from 'jsdom';
import { createDevice } from '../../../src/platform/device';
import { browserSet } from '../../../src/platform/sets/browser-set';
import type { DeviceWorld } from '../../../src/platform/device';

function setUp(): {
  window: DeviceWorld;
  fire: (on: 'window' | 'document', type: string) => void;
  is: Record<string, unknown>;
} {
  const { window } = new JSDOM('');
  const is: Record<string, unknown> = { hidden: false, onLine: true };
  Object.defineProperty(window.document, 'hidden', { get: () => is['hidden'] });
  Object.defineProperty(window.document, 'webkitHidden', { get: () => is['webkitHidden'] });
  Object.defineProperty(window.navigator, 'onLine', { get: () => is['onLine'] });
  const fire = (on: 'window' | 'document', type: string): void => {
    (on === 'window' ? window : window.document).dispatchEvent(new window.Event(type));
  };
  return { window: window as unknown as DeviceWorld, fire, is };
}

describe('the set itself', () => {
  it('says when it is hidden and shown again', () => {
    const { window, fire, is } = setUp();
    const device = createDevice(window, browserSet({ close: () => undefined }));
    const seen: boolean[] = [];
    device.onChange(() => seen.push(device.current().visible));
    is['hidden'] = true;
    fire('document', 'visibilitychange');
    is['hidden'] = false;
    fire('document', 'visibilitychange');
    expect(seen).toEqual([false, true]);
  });

  it('tells one change once, even where the engine has two names for it', () => {
    const { window, fire, is } = setUp();
    const device = createDevice(window, browserSet({ close: () => undefined }));
    let told = 0;
    device.onChange(() => told++);
    is['hidden'] = undefined;
    is['webkitHidden'] = true;
    fire('document', 'webkitvisibilitychange');
    fire('document', 'visibilitychange');
    expect([told, device.current().visible]).toEqual([1, false]);
  });

  it('says when the cable is pulled, and counts silence as online', () => {
    const { window, fire, is } = setUp();
    const device = createDevice(window, browserSet({ close: () => undefined }));
    let told = 0;
    device.onChange(() => told++);
    is['onLine'] = false;
    fire('window', 'offline');
    expect([told, device.current().online]).toEqual([1, false]);
    is['onLine'] = undefined;
    expect(device.current().online).toBe(true);
  });

  it('tells nobody who has stopped listening', () => {
    const { window, fire, is } = setUp();
    const device = createDevice(window, browserSet({ close: () => undefined }));
    let told = 0;
    device.onChange(() => told++)();
    is['hidden'] = true;
    fire('document', 'visibilitychange');
    fire('window', 'offline');
    expect(told).toBe(0);
  });
});
