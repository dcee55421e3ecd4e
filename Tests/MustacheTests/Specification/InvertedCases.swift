@testable import Mustache

extension Case {
    /// What the specification says of inverted sections.
    static let inverted: [Case] = [
        Case(
            "Falsey",
            #""{{^boolean}}This should be rendered.{{/boolean}}""#,
            data: ["boolean": false],
            gives: #""This should be rendered.""#
        ),
        Case(
            "Truthy",
            #""{{^boolean}}This should not be rendered.{{/boolean}}""#,
            data: ["boolean": true],
            gives: #""""#
        ),
        Case(
            "Null is falsey",
            #""{{^null}}This should be rendered.{{/null}}""#,
            data: ["null": nil],
            gives: #""This should be rendered.""#
        ),
        Case(
            "Context",
            #""{{^context}}Hi {{name}}.{{/context}}""#,
            data: ["context": ["name": "Joe"]],
            gives: #""""#
        ),
        Case(
            "List",
            #""{{^list}}{{n}}{{/list}}""#,
            data: ["list": [["n": 1], ["n": 2], ["n": 3]]],
            gives: #""""#
        ),
        Case("Empty List", #""{{^list}}Yay lists!{{/list}}""#, data: ["list": []], gives: #""Yay lists!""#),
        Case(
            "Doubled",
            "{{^bool}}\n* first\n{{/bool}}\n* {{two}}\n{{^bool}}\n* third\n{{/bool}}\n",
            data: ["bool": false, "two": "second"],
            gives: "* first\n* second\n* third\n"
        ),
        Case(
            "Nested (Falsey)",
            "| A {{^bool}}B {{^bool}}C{{/bool}} D{{/bool}} E |",
            data: ["bool": false],
            gives: "| A B C D E |"
        ),
        Case(
            "Nested (Truthy)",
            "| A {{^bool}}B {{^bool}}C{{/bool}} D{{/bool}} E |",
            data: ["bool": true],
            gives: "| A  E |"
        ),
        Case(
            "Context Misses",
            "[{{^missing}}Cannot find key 'missing'!{{/missing}}]",
            gives: "[Cannot find key 'missing'!]"
        ),
        Case(
            "Dotted Names - Truthy",
            #""{{^a.b.c}}Not Here{{/a.b.c}}" == """#,
            data: ["a": ["b": ["c": true]]],
            gives: #""" == """#
        ),
        Case(
            "Dotted Names - Falsey",
            #""{{^a.b.c}}Not Here{{/a.b.c}}" == "Not Here""#,
            data: ["a": ["b": ["c": false]]],
            gives: #""Not Here" == "Not Here""#
        ),
        Case(
            "Dotted Names - Broken Chains",
            #""{{^a.b.c}}Not Here{{/a.b.c}}" == "Not Here""#,
            data: ["a": [:]],
            gives: #""Not Here" == "Not Here""#
        ),
        Case(
            "Surrounding Whitespace",
            " | {{^boolean}}\t|\t{{/boolean}} | \n",
            data: ["boolean": false],
            gives: " | \t|\t | \n"
        ),
        Case(
            "Internal Whitespace",
            " | {{^boolean}} {{! Important Whitespace }}\n {{/boolean}} | \n",
            data: ["boolean": false],
            gives: " |  \n  | \n"
        ),
        Case(
            "Indented Inline Sections",
            " {{^boolean}}NO{{/boolean}}\n {{^boolean}}WAY{{/boolean}}\n",
            data: ["boolean": false],
            gives: " NO\n WAY\n"
        ),
        Case(
            "Standalone Lines",
            "| This Is\n{{^boolean}}\n|\n{{/boolean}}\n| A Line\n",
            data: ["boolean": false],
            gives: "| This Is\n|\n| A Line\n"
        ),
        Case(
            "Standalone Indented Lines",
            "| This Is\n  {{^boolean}}\n|\n  {{/boolean}}\n| A Line\n",
            data: ["boolean": false],
            gives: "| This Is\n|\n| A Line\n"
        ),
        Case(
            "Standalone Line Endings",
            "|\r\n{{^boolean}}\r\n{{/boolean}}\r\n|",
            data: ["boolean": false],
            gives: "|\r\n|"
        ),
        Case(
            "Standalone Without Previous Line",
            "  {{^boolean}}\n^{{/boolean}}\n/",
            data: ["boolean": false],
            gives: "^\n/"
        ),
        Case(
            "Standalone Without Newline",
            "^{{^boolean}}\n/\n  {{/boolean}}",
            data: ["boolean": false],
            gives: "^\n/\n"
        ),
        Case("Padding", "|{{^ boolean }}={{/ boolean }}|", data: ["boolean": false], gives: "|=|"),
    ]
}
