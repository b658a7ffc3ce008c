/** Stands where a part of Lightning was: whoever makes one is told where it went. */
export default class Cut {
  constructor() {
    throw new Error('This part of Lightning is not shipped: docs/adr/0021');
  }
}
