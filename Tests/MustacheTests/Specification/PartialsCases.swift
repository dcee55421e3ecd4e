@testable import Mustache

extension Case {
    /// What the specification says of partials.
    static let partials: [Case] = [
        Case(
            "Basic Behavior",
            #""{{>text}}""#,
            partials: ["text": "from partial"],
            gives: #""from partial""#
        ),
        Case("Failed Lookup", #""{{>text}}""#, gives: #""""#),
        Case(
            "Context",
            #""{{>partial}}""#,
            data: ["text": "content"],
            partials: ["partial": "*{{text}}*"],
            gives: #""*content*""#
        ),
        Case(
            "Recursion",
            "{{>node}}",
            data: ["content": "X", "nodes": [["content": "Y", "nodes": []]]],
            partials: ["node": "{{content}}<{{#nodes}}{{>node}}{{/nodes}}>"],
            gives: "X<Y<>>"
        ),
        Case(
            "Nested",
            "{{>outer}}",
            data: ["a": "hello", "b": "world"],
            partials: ["outer": "*{{a}} {{>inner}}*", "inner": "{{b}}!"],
            gives: "*hello world!*"
        ),
        Case(
            "Surrounding Whitespace",
            "| {{>partial}} |",
            partials: ["partial": "\t|\t"],
            gives: "| \t|\t |"
        ),
        Case(
            "Inline Indentation",
            "  {{data}}  {{> partial}}\n",
            data: ["data": "|"],
            partials: ["partial": ">\n>"],
            gives: "  |  >\n>\n"
        ),
        Case(
            "Standalone Line Endings",
            "|\r\n{{>partial}}\r\n|",
            partials: ["partial": ">"],
            gives: "|\r\n>|"
        ),
        Case(
            "Standalone Without Previous Line",
            "  {{>partial}}\n>",
            partials: ["partial": ">\n>"],
            gives: "  >\n  >>"
        ),
        Case(
            "Standalone Without Newline",
            ">\n  {{>partial}}",
            partials: ["partial": ">\n>"],
            gives: ">\n  >\n  >"
        ),
        Case(
            "Standalone Indentation",
            #"\\#n {{>partial}}\#n/\#n"#,
            data: ["content": "<\n->"],
            partials: ["partial": "|\n{{{content}}}\n|\n"],
            gives: #"\\#n |\#n <\#n->\#n |\#n/\#n"#
        ),
        Case(
            "Padding Whitespace",
            "|{{> partial }}|",
            data: ["boolean": true],
            partials: ["partial": "[]"],
            gives: "|[]|"
        ),
    ]
}
