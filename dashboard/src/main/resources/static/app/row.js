// One goal on the page. Everything is written as text nodes; what comes from the topics is never taken for markup.

import { standing } from './days.js';

/** Statuses that are shown and filtered, the most urgent first. */
export const STATUSES = [
  'OFF_TRACK', 'AT_RISK', 'ON_TRACK', 'NOT_STARTED', 'NO_DATA', 'NO_TARGET', 'NOT_PACED',
];

export function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) {
    node.className = className;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A text that keeps its own direction inside a sentence of another. */
function isolated(text, className) {
  return element('bdi', className, text);
}

export class GoalRow {
  #messages;
  #parts = {};
  goal;

  constructor(goal, messages) {
    this.#messages = messages;
    this.node = element('li', 'goal');
    this.#build();
    this.show(goal);
  }

  #build() {
    const parts = this.#parts;
    parts.name = element('h3', 'name');
    parts.about = element('p', 'about');
    parts.value = element('span', 'value');
    parts.target = element('span', 'target');
    parts.attainment = element('span', 'attainment');
    parts.track = element('div', 'track');
    parts.fill = element('div', 'fill');
    parts.track.append(element('div', 'rail', element('div', 'beyond'), parts.fill));
    parts.track.setAttribute('role', 'progressbar');
    parts.cause = element('p', 'cause');
    parts.status = element('span', 'status');
    parts.badge = element('span', 'badge');
    parts.period = element('p', 'period');
    this.node.append(
      element('div', 'who', parts.name, parts.about),
      element('div', 'numbers',
        element('p', 'figures', element('span', 'amounts', parts.value, ' ', parts.target), parts.attainment),
        parts.track, parts.cause),
      element('div', 'verdict', element('p', 'words', parts.status, parts.badge), parts.period),
    );
  }

  /** Shows the goal's present state; true if its value moved. */
  show(goal) {
    const before = this.goal;
    this.goal = goal;
    const m = this.#messages;
    const parts = this.#parts;
    this.node.dataset.status = goal.status;
    this.node.classList.toggle('reached', Boolean(goal.reachedLevel));
    this.node.classList.toggle('recalculating', goal.recalculating);
    parts.name.replaceChildren(isolated(goal.goalName));
    parts.about.replaceChildren(...this.#about());
    parts.value.textContent = goal.value === undefined ? m.text('value.none') : this.#amount(goal.value);
    parts.target.textContent = this.#target();
    parts.attainment.textContent =
      goal.attainmentShown === undefined ? m.text('attainment.none') : m.percent(goal.attainmentShown, { minimumFractionDigits: 1 });
    parts.status.textContent = m.text(`status.${goal.status}`);
    parts.badge.textContent = this.#badge();
    parts.badge.hidden = !goal.reachedLevel;
    this.#bar();
    const moved = before !== undefined && before.value !== goal.value;
    if (moved) {
      this.#flash();
    }
    return moved;
  }

  #amount(decimal, options) {
    return this.#messages.amount(decimal, this.goal.metric.unit, this.goal.currency, options);
  }

  #about() {
    const { goal } = this;
    const about = [isolated(goal.owner.name, 'owner'), ' · ', isolated(this.#metricName())];
    const kind = `kind.${goal.kind}`;
    if (this.#messages.has(kind)) {
      about.push(element('span', 'kind', ' · ', isolated(this.#messages.text(kind))));
    }
    return about;
  }

  #metricName() {
    const { metric } = this.goal;
    const key = `metric.${metric.id}`;
    return this.#messages.has(key) ? this.#messages.text(key) : metric.name;
  }

  #target() {
    const { goal } = this;
    const target = this.#amount(goal.target);
    return goal.baseline === undefined || goal.baseline === '0'
      ? this.#messages.text('target.plain', { target })
      : this.#messages.text('target.from', { baseline: this.#amount(goal.baseline), target });
  }

  #badge() {
    const { reachedLevel } = this.goal;
    if (!reachedLevel || reachedLevel === '1') {
      return this.#messages.text('badge.reached');
    }
    return this.#messages.text('badge.reachedLevel', { level: this.#messages.percent(reachedLevel) });
  }

  #bar() {
    const { bar } = this.goal;
    const { track, fill } = this.#parts;
    fill.style.insetInlineStart = place(bar.from);
    fill.style.insetInlineEnd = `calc(100% - ${place(bar.to)})`;
    fill.className = 'fill';
    fill.classList.toggle('negative', bar.zero !== bar.from);
    track.classList.toggle('over', bar.over);
    track.classList.toggle('under', bar.under);
    const marks = bar.ticks.map((tick) => mark(tick.at, tick.reached ? 'tick reached' : 'tick'));
    if (bar.zero !== '0') {
      marks.push(mark(bar.zero, 'zero'));
    }
    marks.push(mark(bar.full, 'full'));
    if (bar.pace !== undefined) {
      marks.push(mark(bar.pace, 'pace'));
    }
    track.style.setProperty('--full', place(bar.full));
    // The rail stays in the document, so that the fill's length can change smoothly.
    track.querySelectorAll('.mark').forEach((old) => old.remove());
    track.append(...marks);
    this.#describeBar();
  }

  #describeBar() {
    const { goal } = this;
    const m = this.#messages;
    const { track } = this.#parts;
    const words = [m.text(`status.${goal.status}`)];
    track.setAttribute('aria-label', goal.goalName);
    if (goal.attainmentShown === undefined) {
      track.removeAttribute('aria-valuenow');
    } else {
      const now = Math.round(Number(goal.attainmentShown) * 1000) / 10;
      track.setAttribute('aria-valuemin', String(Math.min(0, now)));
      track.setAttribute('aria-valuemax', String(Math.max(100, now)));
      track.setAttribute('aria-valuenow', String(now));
      words.unshift(m.percent(goal.attainmentShown));
      if (goal.expectedAttainment !== undefined) {
        words.push(m.text('bar.expected', { expected: m.percent(goal.expectedAttainment) }));
      }
    }
    track.setAttribute('aria-valuetext', words.join(', '));
    track.title = words.join(' · ');
  }

  /** Writes what depends on the time of day: days left, and how long ago something happened. */
  tick(now) {
    const { goal } = this;
    const m = this.#messages;
    const { phase, days } = standing(goal.period, now);
    const left = {
      before: () => m.text('period.before', { days: m.unit(days, 'day') }),
      in: () => (days === 1 ? m.text('period.last') : m.text('period.in', { days: m.unit(days, 'day') })),
      after: () => m.text('period.after'),
    }[phase]();
    const dates = element('span', 'dates', m.period(goal.period.start, goal.period.end));
    dates.title = m.text('period.zone', { zone: goal.period.zone });
    this.#parts.period.replaceChildren(element('span', 'left', left), ' ', dates);
    this.node.dataset.phase = phase;
    this.#parts.cause.replaceChildren(...this.#cause(now));
  }

  #cause(now) {
    const { goal } = this;
    const m = this.#messages;
    const words = [];
    if (goal.recalculating) {
      words.push(element('span', 'note', m.text(goal.cause ? 'note.recalculating' : 'note.waiting')));
    }
    if (goal.parkedFactCount > 0) {
      words.push(element('span', 'note', m.text('note.parked', { count: goal.parkedFactCount })));
    }
    if (goal.cause) {
      words.push(element('span', 'why', this.#why(goal.cause)));
      const time = element('time', '', m.ago(Math.max(0, (now - Date.parse(goal.asOf)) / 1000)));
      time.dateTime = goal.asOf;
      time.title = m.moment(new Date(goal.asOf));
      words.push(time);
    }
    return words.flatMap((word, index) => (index === 0 ? [word] : [' · ', word]));
  }

  #why(cause) {
    const m = this.#messages;
    const key = `cause.${cause.kind}`;
    const what = m.text(m.has(key) ? key : 'cause.other', { id: cause.id ?? '' });
    if (cause.change === undefined || cause.change === '0') {
      return what;
    }
    return m.text('cause.change', { what, change: this.#amount(cause.change, { signDisplay: 'always' }) });
  }

  #flash() {
    this.node.classList.remove('moved');
    void this.node.offsetWidth;
    this.node.classList.add('moved');
  }
}

function place(share) {
  return `calc(${share} * 100%)`;
}

function mark(at, className) {
  const node = element('span', `mark ${className}`);
  node.style.insetInlineStart = place(at);
  node.setAttribute('aria-hidden', 'true');
  return node;
}
