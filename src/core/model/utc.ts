const DAY_MS = 86400000;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const PLAIN = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.\d+)?\s*(?:Z|UTC|GMT)?$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;

/** Days from 1970-01-01 to a date of the Gregorian calendar. The year is taken to begin in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const days = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * 146097 + days - 719468;
}

function momentOf(date: readonly number[], time: readonly (string | undefined)[]): number {
  const seconds = Number(time[0]) * 3600 + Number(time[1]) * 60 + Number(time[2]);
  return daysSince1970(date[0] as number, date[1] as number, date[2] as number) * DAY_MS + seconds * 1000;
}

/** Milliseconds since 1970 of `2016-08-26 17:04:39 UTC` or `2022-02-01T00:15:00Z`; engines disagree on the first. */
export function readUtc(text: string): number | null {
  const m = PLAIN.exec(text);
  return m === null ? null : momentOf([Number(m[1]), Number(m[2]), Number(m[3])], m.slice(4, 7));
}

/** Milliseconds since 1970 of an HTTP header's date. */
export function readHttpDate(text: string): number | null {
  const m = HTTP_DATE.exec(text);
  const month = m === null ? -1 : MONTHS.indexOf(m[2] as string);
  return m === null || month < 0
    ? null
    : momentOf([Number(m[3]), month / 3 + 1, Number(m[1])], m.slice(4, 7));
}
