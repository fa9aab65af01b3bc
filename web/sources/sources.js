/* global document, fetch, localStorage, setTimeout, clearTimeout */
import { NotSignedIn, openHub, Refused, signInAs } from './hub.js';
import { gravest, rowOf, sorted } from './rows.js';
import { texts } from './texts.js';

const everyMs = 5_000;
const at = (id) => document.getElementById(id);
const show = (id, text) => {
  at(id).hidden = text === '';
  // Said again only where it is another: a screen reader reads out what changes.
  if (at(id).textContent !== text) at(id).textContent = text;
};

const { personas } = await (await fetch('/explorer/settings.json')).json();
const hub = openHub(async () => (personas ? signInAs(personas.tokenUrl, at('persona').value) : at('token').value.trim() || null));

let language = localStorage.getItem('language') === 'en' ? 'en' : 'vi';
let seen = null;
let mayForget = false;
let timer;

function summaryOf(sources) {
  const text = texts[language];
  const count = (state) => sources.filter((source) => source.state === state).length;
  if (sources.length === 0) return text.noneSeen;
  const [down, degraded] = [count('DOWN'), count('DEGRADED')];
  return down + degraded === 0 ? text.allWell(count('UP'), count('UNKNOWN')) : text.notWell(down, degraded, sources.length);
}

/** The page's own words. */
function drawWords() {
  const text = texts[language];
  document.documentElement.lang = language;
  document.title = `Liên Thông Hub – ${text.title}`;
  for (const each of document.querySelectorAll('[data-text]')) each.textContent = text[each.dataset.text];
  at('language').textContent = text.other;
  at('language').lang = language === 'vi' ? 'en' : 'vi';
}

function drawRows({ sources, at: now }) {
  const focused = document.activeElement?.closest('tr')?.dataset.id;
  const options = { text: texts[language], language, at: now, forget: mayForget ? openForget : null };
  at('rows').replaceChildren(...sorted(sources).map((source) => rowOf(source, options)));
  if (focused) at('rows').querySelector(`[data-id="${focused}"] button`)?.focus();
  at('actions').hidden = !mayForget;
  at('summary').dataset.state = gravest(sources) ?? '';
}

/** Puts what was seen last onto the page. Who holds the keyboard stays where they are. */
function drawSources() {
  at('sources').hidden = seen === null;
  show('summary', seen ? summaryOf(seen.sources) : '');
  show('cache', seen?.sourceCache ? texts[language].cache(seen.sourceCache) : '');
  if (seen) drawRows(seen);
}

function troubleOf(error) {
  const text = texts[language];
  if (error instanceof NotSignedIn) return text.signIn;
  if (error instanceof Refused) return text.forbidden;
  return seen ? text.offline(new Date(seen.at).toLocaleTimeString(language)) : text.offlineNothing;
}

async function look() {
  clearTimeout(timer);
  // A page that nobody looks at asks nothing.
  if (!document.hidden) {
    try {
      seen = await hub.sources();
      show('trouble', '');
      at('sources').classList.remove('old');
    } catch (error) {
      if (error instanceof NotSignedIn || error instanceof Refused) seen = null;
      at('sources').classList.add('old');
      show('trouble', troubleOf(error));
    }
    drawSources();
  }
  clearTimeout(timer);
  timer = setTimeout(look, everyMs);
}

/** Begins anew, as somebody else. */
async function enter() {
  hub.leave();
  [seen, mayForget] = [null, false];
  show('done', '');
  mayForget = await hub.mayForget().catch(() => false);
  await look();
}

function openForget({ id, kept }) {
  const text = texts[language];
  at('forget-title').textContent = text.forgetOf(id);
  at('kind').replaceChildren(new Option(text.allKinds, ''), ...kept.map(({ kind }) => new Option(kind, kind)));
  const end = () => void (at('forget').returnValue === 'forget' && forget(id, at('kind').value || null));
  at('forget').returnValue = 'cancel';
  at('forget').addEventListener('close', end, { once: true });
  at('forget').showModal();
}

async function forget(id, kind) {
  const told = await hub.forget(id, kind).then(
    (everywhere) => (everywhere ? 'forgotten' : 'forgottenHere'),
    () => 'notForgotten',
  );
  show('done', texts[language][told](id));
  await look();
}

at('language').addEventListener('click', () => {
  language = language === 'vi' ? 'en' : 'vi';
  localStorage.setItem('language', language);
  drawWords();
  drawSources();
});
at('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  void enter();
});
at('persona').addEventListener('change', () => void enter());
document.addEventListener('visibilitychange', () => void look());

if (personas) {
  at('persona-field').hidden = false;
  for (const { name } of personas.list) at('persona').append(new Option(name, name, name === 'admin', name === 'admin'));
} else {
  at('token-field').hidden = false;
  at('use-token').hidden = false;
}
drawWords();
await enter();
