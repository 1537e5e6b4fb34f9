// Words for times; amounts read as everywhere (`core/base/quantity`).

/** `14:03:27.120`, in the time zone of the person. */
export function timeOfDay(time: number): string {
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** `2026-11-20 14:03:27.120` */
export function dateAndTime(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${timeOfDay(time)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
