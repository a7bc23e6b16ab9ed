// Puts the page together: the board that the stream sends, the filters that the reader sets, and the line's state.

import { standing } from './days.js';
import { loadMessages } from './messages.js';
import { GoalRow, STATUSES, element } from './row.js';
import { follow } from './stream.js';

const JUST_ENDED_DAYS = 14;
const CLOCK = 15_000;
const MANY = 300;

const byId = (id) => document.getElementById(id);
const messages = await loadMessages(document.documentElement.lang);
const rows = new Map();
let board = null;
let open = false;
let current = false;
let skew = 0;
let lastCurrent = null;

const address = new URL(location.href);
const filter = {
  status: address.searchParams.get('status') ?? '',
  owner: address.searchParams.get('owner') ?? '',
  period: address.searchParams.get('period') ?? 'running',
  search: address.searchParams.get('q') ?? '',
  // A message links to the goal that it is about; whatever the other filters say, it is shown alone.
  goal: address.searchParams.get('goal') ?? '',
};

function now() {
  return Date.now() + skew;
}

// --- texts that never change ---

for (const node of document.querySelectorAll('[data-text]')) {
  node.textContent = messages.text(node.dataset.text);
}
for (const node of document.querySelectorAll('[data-label]')) {
  node.setAttribute('aria-label', messages.text(node.dataset.label));
}
byId('legend-full').textContent = messages.percent('1');
byId('search').placeholder = messages.text('filter.searchHint');
byId('search').value = filter.search;
for (const period of ['running', 'ended', 'all']) {
  byId('period').append(new Option(messages.text(`filter.period.${period}`), period));
}
byId('period').value = filter.period;
byId('one').append(element('span', '', messages.text('one.text')), ' ', showAll('running'));

// --- the line ---

function showLine() {
  const state = !open ? (board ? 'broken' : 'connecting') : current ? 'live' : 'stale';
  const line = byId('line');
  if (state === 'live') {
    lastCurrent = now();
  }
  const text = messages.text(`line.${state}`);
  line.dataset.state = state;
  line.title = messages.text(`line.${state}.why`);
  if (byId('line-text').textContent !== text) {
    byId('line-text').textContent = text;
  }
  const notice = byId('notice');
  notice.hidden = state === 'live' || !board;
  if (!notice.hidden) {
    const since = lastCurrent === null ? '' : ` ${messages.text('line.since', { time: messages.moment(new Date(lastCurrent)) })}`;
    notice.textContent = messages.text(`line.${state}.why`) + since;
  }
}

// --- the board ---

function sectionTitle(section) {
  const name = section.kind === 'OTHER' ? messages.text('section.other') : section.name;
  const title = element('h2', '', element('bdi', '', name));
  if (section.path.length > 0) {
    const path = element('span', 'path');
    for (const part of section.path) {
      path.append(element('bdi', '', part.name), element('span', 'separator', ' / '));
    }
    return element('header', 'section-title', path, title);
  }
  return element('header', 'section-title', title);
}

function showBoard(latest) {
  const known = new Map(rows);
  rows.clear();
  board = { sections: [] };
  const nodes = latest.sections.map((section) => {
    const list = element('ul', 'list');
    list.setAttribute('role', 'list');
    for (const goal of section.goals) {
      const row = known.get(goal.goalId) ?? new GoalRow(goal, messages);
      if (known.has(goal.goalId)) {
        update(row, goal);
      }
      row.tick(now());
      rows.set(goal.goalId, row);
      list.append(row.node);
    }
    const node = element('section', `section ${section.kind.toLowerCase()}`, sectionTitle(section), list);
    board.sections.push({ ...section, node });
    return node;
  });
  byId('goals').classList.toggle('many', rows.size > MANY);
  byId('goals').replaceChildren(...nodes);
  const company = latest.sections.find((section) => section.kind === 'COMPANY');
  const page = messages.text('page.title');
  byId('company').textContent = company?.name ?? page;
  document.title = company ? `${company.name} – ${page}` : page;
  showOwners();
  apply();
}

function update(row, goal) {
  const before = row.goal.reachedLevel;
  row.show(goal);
  if (!before && goal.reachedLevel) {
    byId('announcer').textContent = messages.text('announce.reached', { goal: goal.goalName });
  }
}

function showGoal(goal) {
  const row = rows.get(goal.goalId);
  if (row) {
    update(row, goal);
    row.tick(now());
    applySoon();
  }
}

// --- the filters ---

function showOwners() {
  const select = byId('owner');
  const groups = board.sections.map((section) => {
    const group = document.createElement('optgroup');
    group.label = section.kind === 'OTHER' ? messages.text('section.other') : section.name;
    const seen = new Set();
    if (section.id !== '') {
      group.append(new Option(messages.text('filter.owner.unit', { unit: section.name }), `in:${section.id}`));
    }
    for (const goal of section.goals) {
      const key = `${goal.owner.kind}:${goal.owner.id}`;
      if (!seen.has(key) && (goal.owner.kind === 'REP' || section.id === '')) {
        seen.add(key);
        group.append(new Option(goal.owner.name, key));
      }
    }
    return group;
  });
  select.replaceChildren(new Option(messages.text('filter.owner.all'), ''), ...groups);
  select.value = filter.owner;
  if (select.selectedIndex < 0) {
    select.value = '';
  }
}

function matchesPeriod(goal) {
  if (filter.period === 'all') {
    return true;
  }
  const { phase, days } = standing(goal.period, now());
  return filter.period === 'ended'
    ? phase === 'after'
    : phase !== 'after' || days <= JUST_ENDED_DAYS;
}

function matchesRest(goal, section) {
  const owner = byId('owner').value;
  if (owner.startsWith('in:') ? !within(section, owner.slice(3)) : owner !== '' && owner !== `${goal.owner.kind}:${goal.owner.id}`) {
    return false;
  }
  const words = filter.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const text = [goal.goalName, goal.owner.name, goal.metric.name, section.name, goal.cause?.id ?? '']
    .join(' ').toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

function within(section, unitId) {
  return section.id === unitId || section.path.some((above) => above.id === unitId);
}

function matchesStatus(goal) {
  return filter.status === '' || filter.status === goal.status
    || (filter.status === 'REACHED' && Boolean(goal.reachedLevel));
}

function apply() {
  const counts = new Map();
  let all = 0;
  let shown = 0;
  for (const section of board.sections) {
    let inSection = 0;
    for (const { goalId } of section.goals) {
      const { goal, node } = rows.get(goalId);
      const eligible = filter.goal ? goalId === filter.goal : matchesPeriod(goal) && matchesRest(goal, section);
      if (eligible) {
        all += 1;
        counts.set(goal.status, (counts.get(goal.status) ?? 0) + 1);
        if (goal.reachedLevel) {
          counts.set('REACHED', (counts.get('REACHED') ?? 0) + 1);
        }
      }
      node.hidden = !(eligible && (filter.goal || matchesStatus(goal)));
      inSection += node.hidden ? 0 : 1;
    }
    section.node.hidden = inSection === 0;
    shown += inSection;
  }
  showStatuses(counts, all);
  const none = rows.size === 0;
  byId('filters').hidden = none || filter.goal !== '';
  byId('one').hidden = filter.goal === '' || shown === 0;
  byId('legend').hidden = shown === 0;
  showEmpty(none, shown);
}

let applying = null;

/** Numbers may arrive in a burst; the filters are worked out once for all of them. */
function applySoon() {
  applying ??= setTimeout(() => {
    applying = null;
    apply();
  }, 250);
}

const statusButtons = new Map();
for (const status of ['', ...STATUSES, 'REACHED']) {
  const count = element('span', 'count');
  const button = element('button', 'chip', count, ' ', element('span', status ? 'status' : '', messages.text(status ? `status.${status}` : 'filter.all')));
  button.type = 'button';
  button.dataset.status = status;
  button.addEventListener('click', () => {
    filter.status = filter.status === status ? '' : status;
    changed();
  });
  statusButtons.set(status, { button, count });
  byId('statuses').append(button);
}

function showStatuses(counts, all) {
  for (const [status, { button, count }] of statusButtons) {
    const number = status === '' ? all : counts.get(status) ?? 0;
    count.textContent = messages.number(number);
    button.hidden = number === 0 && status !== '' && filter.status !== status;
    button.setAttribute('aria-pressed', String(filter.status === status));
  }
}

function showEmpty(none, shown) {
  const empty = byId('empty');
  const kind = !none ? (shown > 0 ? '' : filter.goal ? 'goal' : 'filtered') : current ? 'company' : 'waiting';
  empty.hidden = kind === '';
  if (empty.dataset.kind === kind) {
    return;
  }
  empty.dataset.kind = kind;
  empty.replaceChildren();
  if (kind === '') {
    return;
  }
  empty.append(
    element('h2', '', messages.text(`empty.${kind}.title`)),
    element('p', '', messages.text(`empty.${kind}.text`)),
  );
  if (kind === 'filtered' || kind === 'goal') {
    empty.append(showAll(kind === 'goal' ? 'running' : 'all'));
  }
  if (kind === 'company') {
    const code = element('code', '', 'POST /api/v1/goals\nPOST /api/v1/goals/{id}/activation');
    code.dir = 'ltr';
    empty.append(element('pre', '', code));
  }
}

/** A button that takes all filters away. */
function showAll(period) {
  const button = element('button', 'clear', messages.text('empty.filtered.clear'));
  button.type = 'button';
  button.addEventListener('click', () => {
    Object.assign(filter, { status: '', owner: '', period, search: '', goal: '' });
    byId('search').value = '';
    byId('owner').value = '';
    byId('period').value = period;
    changed();
    byId('search').focus();
  });
  return button;
}

function changed() {
  const entries = { status: filter.status, owner: filter.owner, q: filter.search, goal: filter.goal,
    period: filter.period === 'running' ? '' : filter.period };
  for (const [name, value] of Object.entries(entries)) {
    if (value) {
      address.searchParams.set(name, value);
    } else {
      address.searchParams.delete(name);
    }
  }
  history.replaceState(null, '', address);
  apply();
}

byId('search').addEventListener('input', (event) => {
  filter.search = event.target.value;
  changed();
});
byId('owner').addEventListener('change', (event) => {
  filter.owner = event.target.value;
  changed();
});
byId('period').addEventListener('change', (event) => {
  filter.period = event.target.value;
  changed();
});
byId('language').addEventListener('change', (event) => {
  address.searchParams.set('lang', event.target.value);
  location.assign(address);
});

// --- the clock and the stream ---

setInterval(() => {
  rows.forEach((row) => row.tick(now()));
  if (board) {
    apply();
  }
}, CLOCK);

function status({ at, current: isCurrent }) {
  skew = Date.parse(at) - Date.now();
  current = isCurrent;
  showLine();
  if (board) {
    apply();
  }
}

showLine();
follow('api/v1/stream', {
  board(latest) {
    current = latest.current;
    skew = Date.parse(latest.at) - Date.now();
    showBoard(latest);
    showLine();
  },
  goal: showGoal,
  status,
  line(isOpen) {
    if (open !== isOpen) {
      open = isOpen;
      showLine();
    }
  },
});
