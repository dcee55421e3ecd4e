@testable import Mustache

extension Case {
    /// What the specification says of sections.
    static let sections2: [Case] = [
        Case(
            "Implicit Iterator - Array",
            #""{{#list}}({{#.}}{{.}}{{/.}}){{/list}}""#,
            data: ["list": [[1, 2, 3], ["a", "b", "c"]]],
            gives: #""(123)(abc)""#
        ),
        Case(
            "Implicit Iterator - HTML Escaping",
            #""{{#list}}({{.}}){{/list}}""#,
            data: ["list": ["&", #"""#, "<", ">"]],
            gives: #""(&amp;)(&quot;)(&lt;)(&gt;)""#
        ),
        Case(
            "Implicit Iterator - Triple mustache",
            #""{{#list}}({{{.}}}){{/list}}""#,
            data: ["list": ["&", #"""#, "<", ">"]],
            gives: #""(&)(")(<)(>)""#
        ),
        Case(
            "Implicit Iterator - Ampersand",
            #""{{#list}}({{&.}}){{/list}}""#,
            data: ["list": ["&", #"""#, "<", ">"]],
            gives: #""(&)(")(<)(>)""#
        ),
        Case(
            "Implicit Iterator - Root-level",
            #""{{#.}}({{value}}){{/.}}""#,
            data: [["value": "a"], ["value": "b"]],
            gives: #""(a)(b)""#
        ),
        Case(
            "Dotted Names - Truthy",
            #""{{#a.b.c}}Here{{/a.b.c}}" == "Here""#,
            data: ["a": ["b": ["c": true]]],
            gives: #""Here" == "Here""#
        ),
        Case(
            "Dotted Names - Falsey",
            #""{{#a.b.c}}Here{{/a.b.c}}" == """#,
            data: ["a": ["b": ["c": false]]],
            gives: #""" == """#
        ),
        Case(
            "Dotted Names - Broken Chains",
            #""{{#a.b.c}}Here{{/a.b.c}}" == """#,
            data: ["a": [:]],
            gives: #""" == """#
        ),
        Case(
            "Surrounding Whitespace",
            " | {{#boolean}}\t|\t{{/boolean}} | \n",
            data: ["boolean": true],
            gives: " | \t|\t | \n"
        ),
        Case(
            "Internal Whitespace",
            " | {{#boolean}} {{! Important Whitespace }}\n {{/boolean}} | \n",
            data: ["boolean": true],
            gives: " |  \n  | \n"
        ),
        Case(
            "Indented Inline Sections",
            " {{#boolean}}YES{{/boolean}}\n {{#boolean}}GOOD{{/boolean}}\n",
            data: ["boolean": true],
            gives: " YES\n GOOD\n"
        ),
        Case(
            "Standalone Lines",
            "| This Is\n{{#boolean}}\n|\n{{/boolean}}\n| A Line\n",
            data: ["boolean": true],
            gives: "| This Is\n|\n| A Line\n"
        ),
        Case(
            "Indented Standalone Lines",
            "| This Is\n  {{#boolean}}\n|\n  {{/boolean}}\n| A Line\n",
            data: ["boolean": true],
            gives: "| This Is\n|\n| A Line\n"
        ),
        Case(
            "Standalone Line Endings",
            "|\r\n{{#boolean}}\r\n{{/boolean}}\r\n|",
            data: ["boolean": true],
            gives: "|\r\n|"
        ),
        Case(
            "Standalone Without Previous Line",
            "  {{#boolean}}\n#{{/boolean}}\n/",
            data: ["boolean": true],
            gives: "#\n/"
        ),
        Case(
            "Standalone Without Newline",
            "#{{#boolean}}\n/\n  {{/boolean}}",
            data: ["boolean": true],
            gives: "#\n/\n"
        ),
        Case("Padding", "|{{# boolean }}={{/ boolean }}|", data: ["boolean": true], gives: "|=|"),
    ]
}
