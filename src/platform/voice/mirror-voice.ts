import type { Speaker } from './voice';

/** Samsung's guide reads what has the focus, not what is drawn. Tiny, since what is not displayed is not read. */
const STYLE = 'position:fixed;left:0;top:0;width:1px;height:1px;overflow:hidden;outline:0;opacity:0.01';

/** A hidden twin of what has the focus. Two nodes take turns, so that the same words are read again. */
export function mirrorVoice(document: Document): Speaker {
  const nodes = [nodeIn(document), nodeIn(document)] as const;
  let turn = 0;
  nodes[0].focus();
  return (text: string): boolean => {
    turn = 1 - turn;
    const node = nodes[turn === 0 ? 0 : 1];
    node.textContent = text;
    node.setAttribute('aria-label', text);
    node.focus();
    return false;
  };
}

/** No button: an engine would press it with the same OK that the app hears. */
function nodeIn(document: Document): HTMLElement {
  const node = document.createElement('div');
  node.tabIndex = -1;
  node.setAttribute('role', 'status');
  node.setAttribute('autofocus', '');
  node.style.cssText = STYLE;
  document.body.appendChild(node);
  return node;
}
