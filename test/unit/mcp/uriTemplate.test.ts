import assert from "node:assert/strict";
import { expandUriTemplate } from "../../../src/core/mcp/uriTemplate/expandUriTemplate";
import { parseUriTemplate } from "../../../src/core/mcp/uriTemplate/parseUriTemplate";
import { templateFields, templateValue } from "../../../src/core/mcp/uriTemplate/templateFields";
import type { TemplateValues, UriTemplate } from "../../../src/core/mcp/uriTemplate/uriTemplate";

function parsed(text: string): UriTemplate {
  const result = parseUriTemplate(text);
  assert.ok(result.ok, result.ok ? "" : `${text} ${result.reason}`);
  return result.template;
}

function expand(text: string, values: TemplateValues): string {
  return expandUriTemplate(parsed(text), values);
}

/** The variables of RFC 6570, section 3.2, without the associative arrays, which no argument of MCP can be. */
const RFC: TemplateValues = {
  count: ["one", "two", "three"],
  dom: ["example", "com"],
  dub: "me/too",
  hello: "Hello World!",
  half: "50%",
  var: "value",
  who: "fred",
  base: "http://example.com/home/",
  path: "/foo/bar",
  list: ["red", "green", "blue"],
  v: "6",
  x: "1024",
  y: "768",
  empty: "",
  empty_keys: [],
  undef: undefined,
};

/** Examples of RFC 6570, by section. */
const EXAMPLES: { readonly [section: string]: readonly (readonly [template: string, uri: string])[] } = {
  "3.2.1 variables": [
    ["{count}", "one,two,three"], ["{count*}", "one,two,three"], ["{/count}", "/one,two,three"], ["{/count*}", "/one/two/three"],
    ["{;count}", ";count=one,two,three"], ["{;count*}", ";count=one;count=two;count=three"],
    ["{?count}", "?count=one,two,three"], ["{?count*}", "?count=one&count=two&count=three"], ["{&count*}", "&count=one&count=two&count=three"],
  ],
  "3.2.2 simple": [
    ["{var}", "value"], ["{hello}", "Hello%20World%21"], ["{half}", "50%25"], ["O{empty}X", "OX"], ["O{undef}X", "OX"],
    ["{x,y}", "1024,768"], ["{x,hello,y}", "1024,Hello%20World%21,768"], ["?{x,empty}", "?1024,"], ["?{x,undef}", "?1024"], ["?{undef,y}", "?768"],
    ["{var:3}", "val"], ["{var:30}", "value"], ["{list}", "red,green,blue"], ["{list*}", "red,green,blue"],
  ],
  "3.2.3 reserved": [
    ["{+var}", "value"], ["{+hello}", "Hello%20World!"], ["{+half}", "50%25"], ["{base}index", "http%3A%2F%2Fexample.com%2Fhome%2Findex"],
    ["{+base}index", "http://example.com/home/index"], ["O{+empty}X", "OX"], ["O{+undef}X", "OX"], ["{+path}/here", "/foo/bar/here"],
    ["here?ref={+path}", "here?ref=/foo/bar"], ["up{+path}{var}/here", "up/foo/barvalue/here"], ["{+x,hello,y}", "1024,Hello%20World!,768"],
    ["{+path,x}/here", "/foo/bar,1024/here"], ["{+path:6}/here", "/foo/b/here"], ["{+list}", "red,green,blue"], ["{+list*}", "red,green,blue"],
  ],
  "3.2.4 fragment": [
    ["{#var}", "#value"], ["{#hello}", "#Hello%20World!"], ["{#half}", "#50%25"], ["foo{#empty}", "foo#"], ["foo{#undef}", "foo"],
    ["{#x,hello,y}", "#1024,Hello%20World!,768"], ["{#path,x}/here", "#/foo/bar,1024/here"], ["{#path:6}/here", "#/foo/b/here"], ["{#list*}", "#red,green,blue"],
  ],
  "3.2.5 label": [
    ["{.who}", ".fred"], ["{.who,who}", ".fred.fred"], ["{.half,who}", ".50%25.fred"], ["www{.dom*}", "www.example.com"], ["X{.var}", "X.value"],
    ["X{.empty}", "X."], ["X{.undef}", "X"], ["X{.var:3}", "X.val"], ["X{.list}", "X.red,green,blue"], ["X{.list*}", "X.red.green.blue"], ["X{.empty_keys}", "X"],
  ],
  "3.2.6 path": [
    ["{/who}", "/fred"], ["{/who,who}", "/fred/fred"], ["{/half,who}", "/50%25/fred"], ["{/who,dub}", "/fred/me%2Ftoo"], ["{/var}", "/value"],
    ["{/var,empty}", "/value/"], ["{/var,undef}", "/value"], ["{/var,x}/here", "/value/1024/here"], ["{/var:1,var}", "/v/value"],
    ["{/list}", "/red,green,blue"], ["{/list*}", "/red/green/blue"],
  ],
  "3.2.7 parameter": [
    ["{;who}", ";who=fred"], ["{;half}", ";half=50%25"], ["{;empty}", ";empty"], ["{;v,empty,who}", ";v=6;empty;who=fred"], ["{;v,undef,who}", ";v=6;who=fred"],
    ["{;x,y}", ";x=1024;y=768"], ["{;x,y,empty}", ";x=1024;y=768;empty"], ["{;hello:5}", ";hello=Hello"], ["{;list*}", ";list=red;list=green;list=blue"],
  ],
  "3.2.8 query": [
    ["{?who}", "?who=fred"], ["{?half}", "?half=50%25"], ["{?x,y}", "?x=1024&y=768"], ["{?x,y,empty}", "?x=1024&y=768&empty="], ["{?x,y,undef}", "?x=1024&y=768"],
    ["{?var:3}", "?var=val"], ["{?list}", "?list=red,green,blue"], ["{?list*}", "?list=red&list=green&list=blue"],
  ],
  "3.2.9 continuation": [
    ["{&who}", "&who=fred"], ["{&half}", "&half=50%25"], ["?fixed=yes{&x}", "?fixed=yes&x=1024"], ["{&x,y,empty}", "&x=1024&y=768&empty="],
    ["{&var:3}", "&var=val"], ["{&list}", "&list=red,green,blue"], ["{&list*}", "&list=red&list=green&list=blue"],
  ],
};

describe("URI templates", () => {
  for (const [section, examples] of Object.entries(EXAMPLES)) {
    it(`expand as in RFC 6570, ${section}`, () => {
      for (const [template, uri] of examples) assert.equal(expand(template, RFC), uri, template);
    });
  }

  it("encode what is no ASCII, keep triplets where reserved characters stay, and bear half a surrogate pair", () => {
    assert.equal(expand("a://{x}/{+y}", { x: "ü/€", y: "ü/%20 %zz" }), "a://%C3%BC%2F%E2%82%AC/%C3%BC/%20%20%25zz");
    assert.equal(expand("a://{x}", { x: "\ud800" }), "a://%EF%BF%BD");
    assert.equal(expand("a://[::1]/ä{x:1}", { x: "😀😀" }), "a://[::1]/%C3%A4%F0%9F%98%80");
  });

  it("take a name only from the values themselves", () => {
    assert.equal(expand("a://{toString}", {}), "a://");
  });

  it("say what is wrong with them, and where", () => {
    const wrong = ["a://{x", "a://x}", "{}", "a{x,}", "{=x}", "{x y}", "{x:0}", "{x**}", "{{x}}"].map((text) => {
      const result = parseUriTemplate(text);
      return result.ok ? "nothing" : result.reason;
    });
    assert.deepEqual(wrong, [
      'has a "{" without a "}" at character 5',
      'has a "}" without a "{" at character 6',
      'has the expression "{}", which names no variable',
      'has the expression "{x,}", which names no variable',
      'has the expression "{=x}", whose operator "=" means nothing yet',
      'has the expression "{x y}", in which "x y" is no variable',
      'has the expression "{x:0}", in which "x:0" is no variable',
      'has the expression "{x**}", in which "x**" is no variable',
      'has the expression "{{x}", in which "{x" is no variable',
    ]);
  });

  it("name their variables once each, in order, and which may be left out", () => {
    const fields = templateFields(parsed("git://{owner}/{user-id}{/path*}{?ref,owner}{&tags*}{#line}"));
    assert.deepEqual(fields, [
      { name: "owner", required: true, separator: undefined },
      { name: "user-id", required: true, separator: undefined },
      { name: "path", required: true, separator: "/" },
      { name: "ref", required: false, separator: undefined },
      { name: "tags", required: false, separator: "," },
      { name: "line", required: false, separator: undefined },
    ]);
  });

  it("make values of what is typed", () => {
    const template = parsed("files:/{/path*}{?tags*,ref}");
    const [path, tags, ref] = templateFields(template);
    assert.ok(path && tags && ref);
    const values = { path: templateValue(path, "src/my file.ts"), tags: templateValue(tags, "a,b"), ref: templateValue(ref, "") };
    assert.equal(expandUriTemplate(template, values), "files://src/my%20file.ts?tags=a&tags=b");
  });
});
