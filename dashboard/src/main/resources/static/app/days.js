// How many days a goal has left, in the goal's own time zone.

const DAY = 86_400_000;
const calendars = new Map();

function today(now, zone) {
  let calendar = calendars.get(zone);
  if (!calendar) {
    const shape = { year: 'numeric', month: '2-digit', day: '2-digit' };
    try {
      calendar = new Intl.DateTimeFormat('en-CA', { ...shape, timeZone: zone });
    } catch {
      calendar = new Intl.DateTimeFormat('en-CA', { ...shape, timeZone: 'UTC' });
    }
    calendars.set(zone, calendar);
  }
  return Date.parse(calendar.format(now));
}

/**
 * Where the day of `now` lies in the period: `before` with days until the start, `in` with days left (today counts),
 * `after` with days since the end (0 on the day after the last).
 */
export function standing(period, now) {
  const day = today(now, period.zone);
  const start = Date.parse(period.start);
  const end = Date.parse(period.end);
  if (day < start) {
    return { phase: 'before', days: Math.round((start - day) / DAY) };
  }
  if (day < end) {
    return { phase: 'in', days: Math.round((end - day) / DAY) };
  }
  return { phase: 'after', days: Math.round((day - end) / DAY) };
}
