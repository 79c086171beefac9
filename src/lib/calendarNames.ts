// What people call weekdays and months, in German and English, in full and short, in small letters.

/** From Sunday on. */
export const weekdayNames: readonly (readonly string[])[] = [
  ["sonntag", "sunday"],
  ["montag", "monday"],
  ["dienstag", "tuesday"],
  ["mittwoch", "wednesday"],
  ["donnerstag", "thursday"],
  ["freitag", "friday"],
  ["samstag", "sonnabend", "saturday"],
];

/** From Sunday on. */
export const shortWeekdayNames: readonly (readonly string[])[] = [
  ["so", "sun"],
  ["mo", "mon"],
  ["di", "tue", "tues"],
  ["mi", "wed"],
  ["do", "thu", "thur", "thurs"],
  ["fr", "fri"],
  ["sa", "sat"],
];

export const monthNames: readonly (readonly string[])[] = [
  ["januar", "jan", "january", "jänner"],
  ["februar", "feb", "february"],
  ["märz", "mrz", "mär", "maerz", "march", "mar"],
  ["april", "apr"],
  ["mai", "may"],
  ["juni", "jun", "june"],
  ["juli", "jul", "july"],
  ["august", "aug"],
  ["september", "sep", "sept"],
  ["oktober", "okt", "october", "oct"],
  ["november", "nov"],
  ["dezember", "dez", "december", "dec"],
];
