/** What Lightning asks of every component's state machine when there is none: screens have no states (ADR 11). */
const METHODS = {
  fire(name, ...args) {
    return this._hasMethod(name) ? this[name](...args) : undefined;
  },
  _hasMember(name) {
    return !!this[name];
  },
  _hasMethod(name) {
    return typeof this[name] === 'function';
  },
  _getMostSpecificHandledMember(names) {
    return names.filter((name) => this[name])[0];
  }
};

/** The prototype of every component, so that a component's own method of such a name comes before ours. */
function baseOf(component) {
  const isBase = Object.prototype.hasOwnProperty.call(component, 'isComponent');
  return isBase ? component : baseOf(Object.getPrototypeOf(component));
}

/** The name by which every component asks for its state machine when it is made. */
function setupStateMachine(component) {
  if (component.fire === undefined) {
    Object.assign(baseOf(component), METHODS);
  }
}

export default { setupStateMachine };
