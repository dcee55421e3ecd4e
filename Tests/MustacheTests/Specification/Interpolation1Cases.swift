@testable import Mustache

extension Case {
    /// What the specification says of interpolation.
    static let interpolation1: [Case] = [
        Case("No Interpolation", "Hello from {Mustache}!\n", gives: "Hello from {Mustache}!\n"),
        Case(
            "Basic Interpolation",
            "Hello, {{subject}}!\n",
            data: ["subject": "world"],
            gives: "Hello, world!\n"
        ),
        Case(
            "No Re-interpolation",
            "{{template}}: {{planet}}",
            data: ["template": "{{planet}}", "planet": "Earth"],
            gives: "{{planet}}: Earth"
        ),
        Case(
            "HTML Escaping",
            "These characters should be HTML escaped: {{forbidden}}\n",
            data: ["forbidden": #"& " < >"#],
            gives: "These characters should be HTML escaped: &amp; &quot; &lt; &gt;\n"
        ),
        Case(
            "Triple Mustache",
            "These characters should not be HTML escaped: {{{forbidden}}}\n",
            data: ["forbidden": #"& " < >"#],
            gives: #"These characters should not be HTML escaped: & " < >\#n"#
        ),
        Case(
            "Ampersand",
            "These characters should not be HTML escaped: {{&forbidden}}\n",
            data: ["forbidden": #"& " < >"#],
            gives: #"These characters should not be HTML escaped: & " < >\#n"#
        ),
        Case(
            "Basic Integer Interpolation",
            #""{{mph}} miles an hour!""#,
            data: ["mph": 85],
            gives: #""85 miles an hour!""#
        ),
        Case(
            "Triple Mustache Integer Interpolation",
            #""{{{mph}}} miles an hour!""#,
            data: ["mph": 85],
            gives: #""85 miles an hour!""#
        ),
        Case(
            "Ampersand Integer Interpolation",
            #""{{&mph}} miles an hour!""#,
            data: ["mph": 85],
            gives: #""85 miles an hour!""#
        ),
        Case(
            "Basic Decimal Interpolation",
            #""{{power}} jiggawatts!""#,
            data: ["power": 1.21],
            gives: #""1.21 jiggawatts!""#
        ),
        Case(
            "Triple Mustache Decimal Interpolation",
            #""{{{power}}} jiggawatts!""#,
            data: ["power": 1.21],
            gives: #""1.21 jiggawatts!""#
        ),
        Case(
            "Ampersand Decimal Interpolation",
            #""{{&power}} jiggawatts!""#,
            data: ["power": 1.21],
            gives: #""1.21 jiggawatts!""#
        ),
        Case(
            "Basic Null Interpolation",
            "I ({{cannot}}) be seen!",
            data: ["cannot": nil],
            gives: "I () be seen!"
        ),
        Case(
            "Triple Mustache Null Interpolation",
            "I ({{{cannot}}}) be seen!",
            data: ["cannot": nil],
            gives: "I () be seen!"
        ),
        Case(
            "Ampersand Null Interpolation",
            "I ({{&cannot}}) be seen!",
            data: ["cannot": nil],
            gives: "I () be seen!"
        ),
        Case("Basic Context Miss Interpolation", "I ({{cannot}}) be seen!", gives: "I () be seen!"),
        Case(
            "Triple Mustache Context Miss Interpolation",
            "I ({{{cannot}}}) be seen!",
            gives: "I () be seen!"
        ),
        Case("Ampersand Context Miss Interpolation", "I ({{&cannot}}) be seen!", gives: "I () be seen!"),
        Case(
            "Dotted Names - Basic Interpolation",
            #""{{person.name}}" == "{{#person}}{{name}}{{/person}}""#,
            data: ["person": ["name": "Joe"]],
            gives: #""Joe" == "Joe""#
        ),
        Case(
            "Dotted Names - Triple Mustache Interpolation",
            #""{{{person.name}}}" == "{{#person}}{{{name}}}{{/person}}""#,
            data: ["person": ["name": "Joe"]],
            gives: #""Joe" == "Joe""#
        ),
        Case(
            "Dotted Names - Ampersand Interpolation",
            #""{{&person.name}}" == "{{#person}}{{&name}}{{/person}}""#,
            data: ["person": ["name": "Joe"]],
            gives: #""Joe" == "Joe""#
        ),
    ]
}
