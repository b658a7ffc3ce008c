import { serverOf } from '../header-for';
import { groupDigits } from '../group-digits';
import { question } from '../question';
import type { Library, SessionState } from '../../core/model/session-state';
import type { Local, Page } from '../page';
import type { Sight } from '../sight';

/** A small card that proves that a library works: how much is in it, and how fast it answered. */
export function libraryPage(state: SessionState, _local: Local, sight: Sight): Page {
  const { say, count } = sight.texts;
  const library = libraryIn(state);
  const choices = [{ id: 'close', label: say('all.close'), act: { type: 'closeDialog' } as const }];
  if (library === null) {
    return question(sight, { name: 'library', title: say('library.gone'), body: [], choices });
  }
  const { title, items, tookMs } = library;
  const much = items === null ? '' : count('home.items', items, { all: groupDigits(sight.texts, items) });
  const server = serverOf(state.connection);
  return question(sight, {
    name: 'library',
    title,
    body: [
      much,
      say('library.answer', { n: Math.round(tookMs) }),
      server === null ? '' : say('library.works', { server: server.name })
    ],
    choices
  });
}

function libraryIn({ connection, dialog }: SessionState): Library | null {
  const about = 'about' in dialog ? dialog.about : undefined;
  const all = 'libraries' in connection && connection.libraries !== null ? connection.libraries : [];
  const found = all.filter((each: Library): boolean => each.id === about)[0];
  return found === undefined ? null : found;
}
