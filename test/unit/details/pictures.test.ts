import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { pictureSize } from "../../../media/traffic/details/pictureSize";
import { svgCost } from "../../../media/traffic/details/svgCost";

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array => new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part)))));

describe("pictureSize", () => {
  it("reads the size off the head of each format", () => {
    const size = { width: 0x1234, height: 0x0203 };
    assert.deepEqual(pictureSize(bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", [0, 0, 0x12, 0x34, 0, 0, 2, 3, 8, 0, 0, 0, 0])), size);
    assert.deepEqual(pictureSize(bytes("GIF89a", [0x34, 0x12, 3, 2])), size);
    assert.deepEqual(pictureSize(bytes("BM", Array.from({ length: 16 }, () => 0), [0x34, 0x12, 0, 0, 0xfd, 0xfd, 0xff, 0xff])), size);
    assert.deepEqual(pictureSize(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 2, 3, 0x12, 0x34, 3])), size);
    assert.deepEqual(pictureSize(bytes("RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0", [0x33, 0x12, 0, 2, 2, 0])), size);
    assert.deepEqual(pictureSize(bytes("\0\0\0\x20ftypavif\0\0\0\0\0\0\0\x14ispe\0\0\0\0", [0, 0, 0x12, 0x34, 0, 0, 2, 3])), size);
  });

  it("says nothing of what is cut off or no picture", () => {
    for (const text of ["", "\x89PNG", "GIF89a", "BM", "\xff\xd8", "\xff\xd8\xff", "RIFF\0\0\0\0WEBP", "\0\0\0\x20ftyp", "ispe", "<svg>", deflateSync("x").toString("latin1")]) assert.equal(pictureSize(bytes(text)), undefined, JSON.stringify(text));
  });
});

describe("svgCost", () => {
  const svg = (content: string): string => `<?xml version="1.0"?><!-- <use href="#a"/> --><svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`;
  const levels = (link: (to: string) => string): string => Array.from({ length: 9 }, (_, at) => `<g id="g${at + 1}">${link(`g${at}`).repeat(10)}</g>`).join("");

  it("is about as many elements as there are in an ordinary drawing", () => {
    const drawing = svg(`<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>${'<rect fill="url(#a)" width="9"/>'.repeat(100)}<text x='1'>a &lt; b</text>`);
    assert.ok(svgCost(drawing) < 500, String(svgCost(drawing)));
    assert.ok(svgCost(svg('<symbol id="s"><path d="M0 0"/></symbol><use xlink:href="#s"/><use href="#s"/>')) < 20);
  });

  it("follows references of every kind, however they are written", () => {
    for (const link of [
      (to: string) => `<use href="#${to}"/>`,
      (to: string) => `<use xlink:href='#${to}'></use>`,
      (to: string) => `<use href="&#35;${to}"/>`,
      (to: string) => `<use href="&#x23;${to}"/>`,
      (to: string) => `<rect fill="url(#${to})"/>`,
      (to: string) => `<rect style="mask: url( '#${to}' )"/>`,
      (to: string) => `<g data-x="a>b"><use href="#${to}"/></g>`,
    ]) assert.ok(svgCost(svg(`<rect id="g0"/>${levels(link)}`)) > 1e9, link("x"));
  });

  it("has no end where there are entities, other files, references that are not understood, or circles", () => {
    for (const content of ['<use href="#a"/><g id="a"><use href="#a"/></g>', '<image href="data:image/svg+xml,x"/>', "<style>@import 'x'</style>", "<style>*{mask:url(#a)}</style>", '<rect fill="url(\\23 a)"/>']) assert.equal(svgCost(svg(content)), Infinity, content);
    assert.equal(svgCost('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'), Infinity);
    assert.ok(svgCost('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg></svg>') < 10);
  });

  it("is not deceived by what looks like a comment, and takes no time for what is broken", () => {
    assert.ok(svgCost(svg(`<![CDATA[ <!-- ]]><rect id="g0"/>${levels((to) => `<use href="#${to}"/>`)}<![CDATA[ --> ]]>`)) > 1e9);
    const began = process.cpuUsage().user;
    for (const text of ["<".repeat(200_000), "<a ".repeat(100_000), `<a ${'b="'.repeat(100_000)}`, "<g>".repeat(100_000), "<!--".repeat(100_000), `<a ${"b='c' ".repeat(100_000)}`, `<a ${"b".repeat(200_000)}>`, `<${"a".repeat(200_000)}`, "<!DOCTYPE ".repeat(50_000)]) svgCost(text);
    assert.ok(process.cpuUsage().user - began < 5e6);
  });
});
