/* Texts that an attacker may put into a log. All written for this test; none comes from a log. */

const ZALGO = 'ops'.replaceAll(
  /./g,
  (letter) => letter + '\u0300\u0316\u0334\u0489\u0353\u035b\u0362\u0325'.repeat(12),
);

/** By what they try. Each is put into every field of an event, and is the name of a column. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  script: '<script>window.ran=1</script>',
  image: '<img src=x onerror="window.ran=1"><svg onload="window.ran=1">',
  frame: '"><iframe srcdoc="<script>parent.ran=1</script>"></iframe><base href="//evil.invalid/">',
  style: '</style><style>*{display:none}</style><link rel=stylesheet href=//evil.invalid/x.css>',
  link: 'javascript:window.ran=1//https://evil.invalid/',
  template: `{{constructor.constructor("window.ran=1")()}} $\{window.ran=1} %s%n%x {0}`,
  override: 'invoice\u202Efdp.exe',
  isolate: 'a\u2066b\u2067c\u2069d\u202Ae\u202Cf',
  marks: '\u200Ead\u200Bmi\u200Cn\u200D\u2060\uFEFF\u00AD\u180E\u061C',
  terminal: '\u001B[2J\u001B[31mred\u001B]0;title\u0007\u009B1m',
  controls: '\u0000\u0001\u0008\u000B\u000C\u000E\u001F\u007F\u0080\u0085\u009F',
  lines: 'one\r\ntwo\rthree\nfour\tfive\u2028six\u2029seven',
  halves: 'half \ud83d and \udc4d half',
  tags: 'plain\u{E0041}\u{E0064}\u{E006D}\u{E0069}\u{E006E}\u{1D173}',
  stack: ZALGO,
  rightToLeft: 'מחיקת משתמש admin@example.com (נמחק)',
  arabic: 'حذف المستخدم 12.50 admin',
  wide: '﷽﷽﷽𒐫𒐫𒈙⸻⸻',
  fullWidth: 'ＡＤＭＩＮ　ｒｏｏｔ',
  prototype: '__proto__',
  inherited: 'constructor',
  formula: '=HYPERLINK("http://evil.invalid","x")',
  command: "@SUM(1)|cmd|' /C calc'!A0",
  long: `${'unbroken'.repeat(60)} ${'many words '.repeat(60)}`,
};

/** Inputs that hold text, which a mapping fills from columns called `f_<input>`. */
export const TEXT_INPUTS = [
  ...['tenant', 'workspaceName', 'actorId', 'actorName', 'actorEmail', 'actorKind', 'action', 'resource'],
  ...['resourceType', 'outcome', 'ip', 'userAgent', 'reason', 'worker', 'entryPoint', 'provider', 'model'],
  ...['apiKey', 'currency'],
] as const;

/** The log: a record for each text, an hour apart, newest last. */
export function hostileLog(): string {
  return Object.values(HOSTILE_TEXTS)
    .map((text, at) => {
      const fields = TEXT_INPUTS.map((input) => `"f_${input}":${JSON.stringify(text)}`);
      const json = JSON.stringify(text);
      const detail = `{"method":${json},"path":${json},"old":{${json}:${json}},"new":{${json}:[${json}]}}`;
      const time = new Date(Date.UTC(2026, 9, 1, at)).toISOString();
      return `{"at":"${time}",${fields.join(',')},"f_cost":1.5,"f_detail":${detail},${json}:${json}}\n`;
    })
    .join('');
}

/** The choices that put each column into its field. */
export function hostileMapping(): string {
  const fields = [...TEXT_INPUTS, 'cost', 'detail'].map((input) => [input, [`f_${input}`]] as const);
  return JSON.stringify({
    mapping: 1,
    profile: 'generic',
    fields: { time: ['at'], ...Object.fromEntries(fields) },
  });
}

/** Records that are large: a cell of a megabyte, and details nested ten thousand levels. */
export function giantLog(): string {
  const cell = '0123456789abcdef'.repeat(65_536);
  const deep = '['.repeat(10_000) + ']'.repeat(10_000);
  return [
    'timestamp,user_email,action,resource_type,resource_id,detail',
    `2026-11-01T00:00:00Z,a@example.com,create,team,megabyte,"{""note"":""${cell}""}"`,
    `2026-11-01T00:00:01Z,a@example.com,create,team,levels,"{""deep"":${deep}}"`,
    `2026-11-01T00:00:02Z,a@example.com,create,team,${cell},{}`,
    '',
  ].join('\n');
}
