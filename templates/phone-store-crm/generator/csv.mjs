// CSV as RFC 4180 says, with LF. Lists stand between bars; table rows and places are compact JSON in one cell.

function cell(value) {
  if (value === null || value === undefined || value === '') return '';
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
  const text = isList ? value.join('|') : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text of a file with these columns; a value that is not there is an empty cell. */
export function csv(columns, rows) {
  const lines = [columns.join(',')];
  for (const row of rows) {
    for (const key of Object.keys(row)) {
      if (!columns.includes(key) && !key.startsWith('_')) throw new Error(`column "${key}" is not declared`);
    }
    lines.push(columns.map((column) => cell(row[column])).join(','));
  }
  return `${lines.join('\n')}\n`;
}
