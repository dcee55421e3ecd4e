@testable import Mustache

extension Case {
    /// What the specification says of interpolation.
    static let interpolation2: [Case] = [
        Case(
            "Dotted Names - Arbitrary Depth",
            #""{{a.b.c.d.e.name}}" == "Phil""#,
            data: ["a": ["b": ["c": ["d": ["e": ["name": "Phil"]]]]]],
            gives: #""Phil" == "Phil""#
        ),
        Case("Dotted Names - Broken Chains", #""{{a.b.c}}" == """#, data: ["a": [:]], gives: #""" == """#),
        Case(
            "Dotted Names - Broken Chain Resolution",
            #""{{a.b.c.name}}" == """#,
            data: ["a": ["b": [:]], "c": ["name": "Jim"]],
            gives: #""" == """#
        ),
        Case(
            "Dotted Names - Initial Resolution",
            #""{{#a}}{{b.c.d.e.name}}{{/a}}" == "Phil""#,
            data: [
                "a": ["b": ["c": ["d": ["e": ["name": "Phil"]]]]],
                "b": ["c": ["d": ["e": ["name": "Wrong"]]]],
            ],
            gives: #""Phil" == "Phil""#
        ),
        Case(
            "Dotted Names - Context Precedence",
            "{{#a}}{{b.c}}{{/a}}",
            data: ["a": ["b": [:]], "b": ["c": "ERROR"]],
            gives: ""
        ),
        Case("Dotted Names are never single keys", "{{a.b}}", data: ["a.b": "c"], gives: ""),
        Case("Dotted Names - No Masking", "{{a.b}}", data: ["a.b": "c", "a": ["b": "d"]], gives: "d"),
        Case(
            "Implicit Iterators - Basic Interpolation",
            "Hello, {{.}}!\n",
            data: "world",
            gives: "Hello, world!\n"
        ),
        Case(
            "Implicit Iterators - HTML Escaping",
            "These characters should be HTML escaped: {{.}}\n",
            data: #"& " < >"#,
            gives: "These characters should be HTML escaped: &amp; &quot; &lt; &gt;\n"
        ),
        Case(
            "Implicit Iterators - Triple Mustache",
            "These characters should not be HTML escaped: {{{.}}}\n",
            data: #"& " < >"#,
            gives: #"These characters should not be HTML escaped: & " < >\#n"#
        ),
        Case(
            "Implicit Iterators - Ampersand",
            "These characters should not be HTML escaped: {{&.}}\n",
            data: #"& " < >"#,
            gives: #"These characters should not be HTML escaped: & " < >\#n"#
        ),
        Case(
            "Implicit Iterators - Basic Integer Interpolation",
            #""{{.}} miles an hour!""#,
            data: 85,
            gives: #""85 miles an hour!""#
        ),
        Case(
            "Interpolation - Surrounding Whitespace",
            "| {{string}} |",
            data: ["string": "---"],
            gives: "| --- |"
        ),
        Case(
            "Triple Mustache - Surrounding Whitespace",
            "| {{{string}}} |",
            data: ["string": "---"],
            gives: "| --- |"
        ),
        Case(
            "Ampersand - Surrounding Whitespace",
            "| {{&string}} |",
            data: ["string": "---"],
            gives: "| --- |"
        ),
        Case("Interpolation - Standalone", "  {{string}}\n", data: ["string": "---"], gives: "  ---\n"),
        Case("Triple Mustache - Standalone", "  {{{string}}}\n", data: ["string": "---"], gives: "  ---\n"),
        Case("Ampersand - Standalone", "  {{&string}}\n", data: ["string": "---"], gives: "  ---\n"),
        Case("Interpolation With Padding", "|{{ string }}|", data: ["string": "---"], gives: "|---|"),
        Case("Triple Mustache With Padding", "|{{{ string }}}|", data: ["string": "---"], gives: "|---|"),
        Case("Ampersand With Padding", "|{{& string }}|", data: ["string": "---"], gives: "|---|"),
    ]
}
