@testable import Mustache

extension Case {
    /// What the specification says of sections.
    static let sections1: [Case] = [
        Case(
            "Truthy",
            #""{{#boolean}}This should be rendered.{{/boolean}}""#,
            data: ["boolean": true],
            gives: #""This should be rendered.""#
        ),
        Case(
            "Falsey",
            #""{{#boolean}}This should not be rendered.{{/boolean}}""#,
            data: ["boolean": false],
            gives: #""""#
        ),
        Case(
            "Null is falsey",
            #""{{#null}}This should not be rendered.{{/null}}""#,
            data: ["null": nil],
            gives: #""""#
        ),
        Case(
            "Context",
            #""{{#context}}Hi {{name}}.{{/context}}""#,
            data: ["context": ["name": "Joe"]],
            gives: #""Hi Joe.""#
        ),
        Case(
            "Parent contexts",
            #""{{#sec}}{{a}}, {{b}}, {{c.d}}{{/sec}}""#,
            data: ["a": "foo", "b": "wrong", "sec": ["b": "bar"], "c": ["d": "baz"]],
            gives: #""foo, bar, baz""#
        ),
        Case(
            "Variable test",
            #""{{#foo}}{{.}} is {{foo}}{{/foo}}""#,
            data: ["foo": "bar"],
            gives: #""bar is bar""#
        ),
        Case(
            "List Contexts",
            "{{#tops}}{{#middles}}{{tname.lower}}{{mname}}.{{#bottoms}}{{tname.upper}}{{mname}}{{bname}}.{{/bottoms}}{{/middles}}{{/tops}}",
            data: [
                "tops": [
                    [
                        "tname": ["upper": "A", "lower": "a"],
                        "middles": [["mname": "1", "bottoms": [["bname": "x"], ["bname": "y"]]]],
                    ]
                ]
            ],
            gives: "a1.A1x.A1y."
        ),
        Case(
            "Deeply Nested Contexts",
            "{{#a}}\n{{one}}\n{{#b}}\n{{one}}{{two}}{{one}}\n{{#c}}\n{{one}}{{two}}{{three}}{{two}}{{one}}\n{{#d}}\n{{one}}{{two}}{{three}}{{four}}{{three}}{{two}}{{one}}\n{{#five}}\n{{one}}{{two}}{{three}}{{four}}{{five}}{{four}}{{three}}{{two}}{{one}}\n{{one}}{{two}}{{three}}{{four}}{{.}}6{{.}}{{four}}{{three}}{{two}}{{one}}\n{{one}}{{two}}{{three}}{{four}}{{five}}{{four}}{{three}}{{two}}{{one}}\n{{/five}}\n{{one}}{{two}}{{three}}{{four}}{{three}}{{two}}{{one}}\n{{/d}}\n{{one}}{{two}}{{three}}{{two}}{{one}}\n{{/c}}\n{{one}}{{two}}{{one}}\n{{/b}}\n{{one}}\n{{/a}}\n",
            data: ["a": ["one": 1], "b": ["two": 2], "c": ["three": 3, "d": ["four": 4, "five": 5]]],
            gives: "1\n121\n12321\n1234321\n123454321\n12345654321\n123454321\n1234321\n12321\n121\n1\n"
        ),
        Case(
            "List",
            #""{{#list}}{{item}}{{/list}}""#,
            data: ["list": [["item": 1], ["item": 2], ["item": 3]]],
            gives: #""123""#
        ),
        Case("Empty List", #""{{#list}}Yay lists!{{/list}}""#, data: ["list": []], gives: #""""#),
        Case(
            "Doubled",
            "{{#bool}}\n* first\n{{/bool}}\n* {{two}}\n{{#bool}}\n* third\n{{/bool}}\n",
            data: ["bool": true, "two": "second"],
            gives: "* first\n* second\n* third\n"
        ),
        Case(
            "Nested (Truthy)",
            "| A {{#bool}}B {{#bool}}C{{/bool}} D{{/bool}} E |",
            data: ["bool": true],
            gives: "| A B C D E |"
        ),
        Case(
            "Nested (Falsey)",
            "| A {{#bool}}B {{#bool}}C{{/bool}} D{{/bool}} E |",
            data: ["bool": false],
            gives: "| A  E |"
        ),
        Case("Context Misses", "[{{#missing}}Found key 'missing'!{{/missing}}]", gives: "[]"),
        Case(
            "Implicit Iterator - String",
            #""{{#list}}({{.}}){{/list}}""#,
            data: ["list": ["a", "b", "c", "d", "e"]],
            gives: #""(a)(b)(c)(d)(e)""#
        ),
        Case(
            "Implicit Iterator - Integer",
            #""{{#list}}({{.}}){{/list}}""#,
            data: ["list": [1, 2, 3, 4, 5]],
            gives: #""(1)(2)(3)(4)(5)""#
        ),
        Case(
            "Implicit Iterator - Decimal",
            #""{{#list}}({{.}}){{/list}}""#,
            data: ["list": [1.1, 2.2, 3.3, 4.4, 5.5]],
            gives: #""(1.1)(2.2)(3.3)(4.4)(5.5)""#
        ),
    ]
}
