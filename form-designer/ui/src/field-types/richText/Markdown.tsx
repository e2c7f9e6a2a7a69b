import { Fragment, type ReactNode } from "react";

/** The safe subset of Markdown as elements: headings, lists, quotes, bold, italic, code, links. */
export function Markdown({ text }: { text: string }) {
  const blocks = text.replaceAll("\r\n", "\n").split(/\n{2,}|\n(?=#{1,4} )|(?<=^#{1,4} .*)\n/m);
  return (
    <div className="dg-markdown">{blocks.map((block, place) => toBlock(block.trim(), place))}</div>
  );
}

function toBlock(block: string, key: number): ReactNode {
  if (block === "") return null;
  const lines = block.split("\n");
  const heading = /^#{1,4} (.*)$/.exec(lines[0] ?? "");
  if (heading && lines.length === 1) return <h4 key={key}>{toInline(heading[1] ?? "")}</h4>;
  if (lines.every((line) => /^[-*] /.test(line))) {
    return <ul key={key}>{lines.map((line) => toItem(line.slice(2), line))}</ul>;
  }
  if (lines.every((line) => /^\d+[.)] /.test(line))) {
    return <ol key={key}>{lines.map((line) => toItem(line.replace(/^\d+[.)] /, ""), line))}</ol>;
  }
  if (lines.every((line) => line.startsWith(">"))) {
    return (
      <blockquote key={key}>{toLines(lines.map((line) => line.replace(/^> ?/, "")))}</blockquote>
    );
  }
  return <p key={key}>{toLines(lines)}</p>;
}

const toItem = (text: string, key: string): ReactNode => <li key={key}>{toInline(text)}</li>;

function toLines(lines: string[]): ReactNode {
  return lines.map((line, place) => (
    // oxlint-disable-next-line react/no-array-index-key -- lines have no other identity
    <Fragment key={place}>
      {place > 0 && <br />}
      {toInline(line)}
    </Fragment>
  ));
}

const inline = /(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`|\[[^\]]+\]\(https?:\/\/[^\s)]+\))/;

function toInline(text: string): ReactNode {
  return text.split(inline).map((part, place) => {
    const key = `${place}`;
    if (/^\*\*[^*]+\*\*$/.test(part)) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (/^\*[^*]+\*$/.test(part)) return <em key={key}>{part.slice(1, -1)}</em>;
    if (/^`[^`]+`$/.test(part)) return <code key={key}>{part.slice(1, -1)}</code>;
    const link = /^\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)$/.exec(part);
    if (!link) return part;
    return (
      <a key={key} href={link[2]} target="_blank" rel="noreferrer noopener">
        {link[1]}
      </a>
    );
  });
}
