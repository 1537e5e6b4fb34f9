import assert from "node:assert/strict";
import { NameTable, UNLISTED } from "../../../src/core/wire/nameTable";
import { Random } from "../../support/random";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(`<<${text}>>`));
const code = (table: NameTable, text: string): number => table.code(bytes(text), 2, bytes(text).length - 2);

describe("name table", () => {
  it("gives each name a code of its own, the same each time, and the name back", () => {
    const random = new Random(61);
    const table = new NameTable();
    const codes = new Map<string, number>();
    for (let round = 0; round < 20_000; round++) {
      const name = `${"n".repeat(random.below(20))}${random.below(40)}${"é".repeat(random.below(5))}`;
      const given = random.next() < 0.5 ? code(table, name) : table.codeOf(name);
      if (given === UNLISTED) continue;
      assert.equal(given, codes.get(name) ?? given);
      codes.set(name, given);
      assert.equal(table.text(given), name);
    }
    assert.equal(new Set(codes.values()).size, codes.size);
    assert.ok(codes.size > 1000);
  });

  it("leaves out names that are too long, that come when it is full, or that bytes cannot say", () => {
    const table = new NameTable();
    assert.equal(code(table, "n".repeat(129)), UNLISTED);
    assert.notEqual(code(table, "n".repeat(128)), UNLISTED);
    assert.equal(table.codeOf("\ud800"), UNLISTED);
    const known = code(table, "tools/call");
    const codes = Array.from({ length: 20_000 }, (_, number) => code(table, `made up ${number}`));
    assert.ok(Math.max(...codes) < 4096 && new Set(codes).size > 4000, "4096 codes at most, and nearly all of them");
    assert.equal(code(table, "one more"), UNLISTED);
    assert.equal(code(table, "tools/call"), known);
    assert.deepEqual([table.text(UNLISTED), new NameTable().text(4000)], ["", ""]);
  });

  it("can be made for other names than methods", () => {
    const table = new NameTable({ most: 64, longest: 300, hashed: 300 });
    const alike = Array.from({ length: 40 }, (_, number) => code(table, `${number}/${"x".repeat(200)}`));
    assert.equal(new Set(alike).size, 40, "they are told apart by where they begin");
    assert.ok(!alike.includes(UNLISTED));
    assert.equal(table.next, Math.max(...alike) + 1);
    assert.deepEqual([code(table, "n".repeat(301)), table.next], [UNLISTED, 41]);
    for (let number = 0; number < 1000; number++) code(table, `more ${number}`);
    assert.ok(table.next > 50 && table.next <= 64, `${table.next} names`);
    const ofMethods = new NameTable();
    for (let number = 0; number < 100; number++) code(ofMethods, `${number + 100}/${"x".repeat(100)}`);
    assert.equal(ofMethods.next, 17, "methods are hashed by their ends");
  });

  it("does not depend on what becomes of the bytes", () => {
    const table = new NameTable();
    const buffer = Buffer.from("ping");
    const given = table.code(buffer, 0, 4);
    buffer.fill(0);
    assert.deepEqual([table.codeOf("ping"), table.text(given)], [given, "ping"]);
  });
});
