/** Lightning tells the GPU the same thing again and again. Only what differs from the last time is passed on. */
function remember(gl, name, isPerTarget) {
  const pass = gl[name];
  const last = {};
  gl[name] = (first, second) => {
    const key = isPerTarget ? first : '';
    const value = isPerTarget ? second : first;
    if (last[key] !== value) {
      last[key] = value;
      pass.call(gl, first, second);
    }
  };
}

/** The name that the stage calls; the context is the same one afterwards. */
function enable(gl) {
  remember(gl, 'useProgram', false);
  ['bindTexture', 'bindBuffer', 'bindFramebuffer'].forEach((name) => remember(gl, name, true));
}

export default { enable };
