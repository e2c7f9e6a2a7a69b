import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { FakeServer } from "../../test/FakeServer.ts";
import { renderRoute } from "../../test/renderRoute.tsx";
import { shop } from "../../test/shop.ts";
import { CellEditor } from "./CellEditor.tsx";
import { fieldTypes } from "@dougong/form";
import { Metadata } from "@dougong/kit/api";
import { useCellSaving } from "./useCellSaving.ts";

const entity = new Metadata(shop).entity("customer");
const field = entity?.fields.find((one) => one.key === "name");
const record = { id: "c1", version: 3, name: "陈志强" };

let server: FakeServer;
let ends: string[];
beforeEach(() => {
  ends = [];
  server = new FakeServer().on("PATCH /api/data/customer/c1", ({ body }) => ({
    body: { ...record, version: 4, ...(body as object) },
  }));
});

function Cell() {
  if (!entity || !field) throw new Error("the shop has no customers");
  const save = useCellSaving(entity);
  return (
    <CellEditor
      field={field}
      record={record}
      types={fieldTypes}
      save={(value) => save(record, field, value)}
      onEnd={(end) => ends.push(end)}
    />
  );
}

const open = () => renderRoute(Cell, "/", "/", shop);
const patches = () => server.sent("PATCH /api/data/customer/c1");

test("what is typed replaces the value, Enter saves it with the version that was read", async () => {
  open();
  await userEvent.keyboard("陈志刚{Enter}");
  await waitFor(() => expect(ends).toEqual(["below"]));
  expect(patches().map((one) => one.body)).toEqual([{ name: "陈志刚" }]);
  expect(patches()[0]?.headers.get("If-Match")).toBe('"3"');
  const [undo] = (await screen.findAllByRole("button", { name: "撤销" })).slice(-1);
  if (undo) await userEvent.click(undo);
  await waitFor(() => expect(patches()).toHaveLength(2));
  expect(patches()[1]?.body).toEqual({ name: "陈志强" });
  expect(patches()[1]?.headers.get("If-Match")).toBe('"4"');
});

test("Esc leaves the value, Tab without a change sends nothing", async () => {
  open();
  await userEvent.keyboard("x{Escape}");
  expect(ends).toEqual(["stay"]);
  open();
  const [, second] = screen.getAllByRole("textbox");
  second?.focus();
  await userEvent.keyboard("{Tab}");
  await waitFor(() => expect(ends).toEqual(["stay", "next"]));
  expect(patches()).toHaveLength(0);
});

test("an emptied required field is told at the cell before anything is sent", async () => {
  open();
  await userEvent.keyboard("{Backspace}{Enter}");
  expect(await screen.findByText("请填写姓名")).toBeTruthy();
  expect(patches()).toHaveLength(0);
});

test.each([
  [409, "staleVersion", "", /刚被别人修改/],
  [422, "value.tooLong", "姓名太长。", /姓名太长/],
])(
  "a refusal is told at the cell and keeps what was typed (%s)",
  async (status, code, message, told) => {
    server.on("PATCH /api/data/customer/c1", () => ({
      status,
      body: { code, errors: [{ pointer: "/name", code, message }] },
    }));
    open();
    await userEvent.keyboard("陈{Enter}");
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByText(told)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("陈");
    expect(ends).toEqual([]);
  },
);
