import { test } from "uvu";
import * as assert from "uvu/assert";
import { columns } from "../../src/cli/columns.ts";
import { displayWidth } from "../../src/cli/display-width.ts";
import { oneLine } from "../../src/cli/one-line.ts";

test("a Chinese character takes two columns, a Latin letter one, a combining mark none", () => {
  assert.is(displayWidth("井盖"), 4);
  assert.is(displayWidth("（a）"), 5);
  assert.is(displayWidth("e\u0301"), 1);
});

test("columns are aligned by what the terminal shows", () => {
  assert.equal(
    columns([
      ["井盖", "x"],
      ["abc", "y"],
    ]),
    ["井盖  x", "abc   y"],
  );
});

test("text from outside brings no line break and no escape sequence to the terminal", () => {
  assert.is(oneLine("a\n\u001B[31mb\u2028c"), "a [31mb c");
});

test.run();
