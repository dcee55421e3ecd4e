@testable import Mustache

extension Case {
    /// What the specification says of dynamic names.
    static let dynamicNames: [Case] = [
        Case(
            "Basic Behavior - Partial",
            #""{{>*dynamic}}""#,
            data: ["dynamic": "content"],
            partials: ["content": "Hello, world!"],
            gives: #""Hello, world!""#
        ),
        Case(
            "Basic Behavior - Name Resolution",
            #""{{>*dynamic}}""#,
            data: ["dynamic": "content", "*dynamic": "wrong"],
            partials: ["content": "Hello, world!", "wrong": "Invisible"],
            gives: #""Hello, world!""#
        ),
        Case(
            "Context Misses - Partial",
            #""{{>*missing}}""#,
            partials: ["missing": "Hello, world!"],
            gives: #""""#
        ),
        Case(
            "Failed Lookup - Partial",
            #""{{>*dynamic}}""#,
            data: ["dynamic": "content"],
            partials: ["foobar": "Hello, world!"],
            gives: #""""#
        ),
        Case(
            "Context",
            #""{{>*example}}""#,
            data: ["text": "Hello, world!", "example": "partial"],
            partials: ["partial": "*{{text}}*"],
            gives: #""*Hello, world!*""#
        ),
        Case(
            "Dotted Names",
            #""{{>*foo.bar.baz}}""#,
            data: ["text": "Hello, world!", "foo": ["bar": ["baz": "partial"]]],
            partials: ["partial": "*{{text}}*"],
            gives: #""*Hello, world!*""#
        ),
        Case(
            "Dotted Names - Operator Precedence",
            #""{{>*foo.bar.baz}}""#,
            data: ["text": "Hello, world!", "foo": "test", "test": ["bar": ["baz": "partial"]]],
            partials: ["partial": "*{{text}}*"],
            gives: #""""#
        ),
        Case(
            "Dotted Names - Failed Lookup",
            #""{{>*foo.bar.baz}}""#,
            data: ["foo": ["text": "Hello, world!", "bar": ["baz": "partial"]]],
            partials: ["partial": "*{{text}}*"],
            gives: #""**""#
        ),
        Case(
            "Dotted names - Context Stacking",
            "{{#section1}}{{>*section2.dynamic}}{{/section1}}",
            data: [
                "section1": ["value": "section1"], "section2": ["dynamic": "partial", "value": "section2"],
            ],
            partials: ["partial": #""{{value}}""#],
            gives: #""section1""#
        ),
        Case(
            "Dotted names - Context Stacking Under Repetition",
            "{{#section1}}{{>*section2.dynamic}}{{/section1}}",
            data: [
                "value": "test", "section1": [1, 2], "section2": ["dynamic": "partial", "value": "section2"],
            ],
            partials: ["partial": "{{value}}"],
            gives: "testtest"
        ),
        Case(
            "Dotted names - Context Stacking Failed Lookup",
            "{{#section1}}{{>*section2.dynamic}}{{/section1}}",
            data: ["section1": [1, 2], "section2": ["dynamic": "partial", "value": "section2"]],
            partials: ["partial": #""{{value}}""#],
            gives: #""""""#
        ),
        Case(
            "Recursion",
            "{{>*template}}",
            data: ["template": "node", "content": "X", "nodes": [["content": "Y", "nodes": []]]],
            partials: ["node": "{{content}}<{{#nodes}}{{>*template}}{{/nodes}}>"],
            gives: "X<Y<>>"
        ),
        Case(
            "Dynamic Names - Double Dereferencing",
            #""{{>**dynamic}}""#,
            data: ["dynamic": "test", "test": "content"],
            partials: ["content": "Hello, world!"],
            gives: #""""#
        ),
        Case(
            "Dynamic Names - Composed Dereferencing",
            #""{{>*foo.*bar}}""#,
            data: ["foo": "fizz", "bar": "buzz", "fizz": ["buzz": ["content": nil]]],
            partials: ["content": "Hello, world!"],
            gives: #""""#
        ),
        Case(
            "Surrounding Whitespace",
            "| {{>*partial}} |",
            data: ["partial": "foobar"],
            partials: ["foobar": "\t|\t"],
            gives: "| \t|\t |"
        ),
        Case(
            "Inline Indentation",
            "  {{data}}  {{>*dynamic}}\n",
            data: ["dynamic": "partial", "data": "|"],
            partials: ["partial": ">\n>"],
            gives: "  |  >\n>\n"
        ),
        Case(
            "Standalone Line Endings",
            "|\r\n{{>*dynamic}}\r\n|",
            data: ["dynamic": "partial"],
            partials: ["partial": ">"],
            gives: "|\r\n>|"
        ),
        Case(
            "Standalone Without Previous Line",
            "  {{>*dynamic}}\n>",
            data: ["dynamic": "partial"],
            partials: ["partial": ">\n>"],
            gives: "  >\n  >>"
        ),
        Case(
            "Standalone Without Newline",
            ">\n  {{>*dynamic}}",
            data: ["dynamic": "partial"],
            partials: ["partial": ">\n>"],
            gives: ">\n  >\n  >"
        ),
        Case(
            "Standalone Indentation",
            #"\\#n {{>*dynamic}}\#n/\#n"#,
            data: ["dynamic": "partial", "content": "<\n->"],
            partials: ["partial": "|\n{{{content}}}\n|\n"],
            gives: #"\\#n |\#n <\#n->\#n |\#n/\#n"#
        ),
        Case(
            "Padding Whitespace",
            "|{{> * dynamic }}|",
            data: ["dynamic": "partial", "boolean": true],
            partials: ["partial": "[]"],
            gives: "|[]|"
        ),
    ]
}
