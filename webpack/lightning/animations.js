/** Every stage makes one of these; without any animation it has nothing to do. Transitions are not concerned. */
export default class NoAnimations {
  createAnimation() {
    throw new Error('Animations of Lightning are not shipped: docs/adr/0021');
  }
}
