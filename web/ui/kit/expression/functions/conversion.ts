import { made } from "../dates.ts";
import { dateIn, local, timeText } from "../instants.ts";
import { digits, Exact, ZERO } from "../numbers.ts";
import { trim } from "../texts.ts";
import { type Functions, strict } from "./function.ts";

export const conversionFunctions: Functions = {
  text: strict((a) => digits(a.number(0))),
  textOfBoolean: strict((a) => String(a.value(0))),
  textOfDate: strict((a) => a.text(0)),
  textOfTime: strict((a) => a.text(0)),
  textOfDateTime: strict((a) => {
    const date = dateIn(a.instant(0), a.context);
    return date === null ? null : `${date} ${timeText(local(a.instant(0), a.context.zone))}`;
  }),
  number: strict((a) => {
    const text = trim(a.text(0));
    if (!/^[+-]?[0-9]{1,30}(?:\.[0-9]{1,12})?$/.test(text)) {
      a.context.report?.("unreadableText");
      return null;
    }
    const number = new Exact(text);
    return number.isZero() ? ZERO : number;
  }),
  dateOfText: strict((a) => {
    const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(trim(a.text(0)));
    if (!found) {
      a.context.report?.("unreadableText");
      return null;
    }
    return made(Number(found[1]), Number(found[2]), Number(found[3]), a.context);
  }),
};
