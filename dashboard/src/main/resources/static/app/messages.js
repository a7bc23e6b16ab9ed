// Texts in the reader's language, and numbers and dates as that language writes them. Decimals stay the strings they were
// sent as: Intl formats them exactly, and nothing here calculates with them.

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Reads the messages of the language; a missing text falls back to English, a missing English text to its key. */
export async function loadMessages(language) {
  const [texts, fallback] = await Promise.all([read(language), language === 'en' ? {} : read('en')]);
  return new Messages(language, { ...fallback, ...texts });
}

async function read(language) {
  const answer = await fetch(`messages/${encodeURIComponent(language)}.json`);
  if (!answer.ok) {
    throw new Error(`messages of ${language}: status ${answer.status}`);
  }
  return answer.json();
}

function isolatedCurrency({ type, value }) {
  return type === 'currency' ? FIRST_STRONG_ISOLATE + value + POP_ISOLATE : value;
}

export class Messages {
  #language;
  #texts;
  #plurals;
  #formats = new Map();

  constructor(language, texts) {
    this.#language = language;
    this.#texts = texts;
    this.#plurals = new Intl.PluralRules(language);
  }

  /** The text with its parameters, each isolated, so that a Latin name cannot turn a right-to-left sentence around. */
  text(key, parameters = {}) {
    let text = this.#texts[key] ?? key;
    if (typeof text === 'object') {
      text = text[this.#plurals.select(parameters.count ?? 0)] ?? text.other;
    }
    return text.replaceAll(/\{(\w+)\}/g, (all, name) => {
      const value = name === 'count' ? this.number(parameters.count) : parameters[name];
      return value === undefined ? all : FIRST_STRONG_ISOLATE + value + POP_ISOLATE;
    });
  }

  has(key) {
    return key in this.#texts;
  }

  number(decimal, options = {}) {
    return this.#format({ maximumFractionDigits: 2, ...options }).format(decimal);
  }

  /** A share, 0.25 as 25 %. It was rounded down before it was sent; more places are cut, never rounded up. */
  percent(decimal, options = {}) {
    return this.#format({
      style: 'percent',
      maximumFractionDigits: 1,
      roundingMode: 'floor',
      ...options,
    }).format(decimal);
  }

  /** An amount in the unit of its metric. */
  amount(decimal, unit, currency, options = {}) {
    switch (unit) {
      case 'MONEY':
        return this.#money(decimal, currency, options);
      case 'SHARE':
        return this.#format({ style: 'percent', maximumFractionDigits: 2, ...options }).format(decimal);
      case 'DAYS':
        return this.unit(decimal, 'day', options);
      case 'HOURS':
        return this.unit(decimal, 'hour', options);
      default:
        return this.number(decimal, options);
    }
  }

  /** A change is written short: long forms of some languages drop the number, and with it the sign. */
  unit(decimal, unit, options = {}) {
    const unitDisplay = options.signDisplay ? 'short' : 'long';
    return this.#format({
      style: 'unit', unit, unitDisplay, maximumFractionDigits: 2, ...options,
    }).format(decimal);
  }

  #money(decimal, currency, options) {
    const plain = { trailingZeroDisplay: 'stripIfInteger', ...options };
    if (!currency) {
      return this.number(decimal, plain);
    }
    try {
      const format = this.#format({ style: 'currency', currency, ...plain });
      // From right to left, "US$" would fall apart into "$US".
      return this.text('language.direction') === 'rtl'
        ? format.formatToParts(decimal).map(isolatedCurrency).join('')
        : format.format(decimal);
    } catch {
      return `${this.number(decimal, plain)} ${currency}`;
    }
  }

  /** A period whose end is the day after its last day. */
  period(start, end) {
    const last = new Date(Date.parse(end) - 86_400_000);
    const format = this.#formats.get('period') ?? new Intl.DateTimeFormat(this.#language, {
      timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric',
    });
    this.#formats.set('period', format);
    return format.formatRange(new Date(start), last);
  }

  moment(date) {
    return new Intl.DateTimeFormat(this.#language, { dateStyle: 'medium', timeStyle: 'medium' })
      .format(date);
  }

  /** How long ago something was. */
  ago(seconds) {
    const format = new Intl.RelativeTimeFormat(this.#language, { numeric: 'auto' });
    const steps = [['day', 86_400], ['hour', 3_600], ['minute', 60]];
    for (const [unit, length] of steps) {
      if (seconds >= length) {
        return format.format(-Math.floor(seconds / length), unit);
      }
    }
    return this.text('time.now');
  }

  #format(options) {
    const key = JSON.stringify(options);
    let format = this.#formats.get(key);
    if (!format) {
      format = new Intl.NumberFormat(this.#language, options);
      this.#formats.set(key, format);
    }
    return format;
  }
}
