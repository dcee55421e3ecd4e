@testable import Mustache

extension Case {
    /// What the specification says of delimiters.
    static let delimiters: [Case] = [
        Case("Pair Behavior", "{{=<% %>=}}(<%text%>)", data: ["text": "Hey!"], gives: "(Hey!)"),
        Case("Special Characters", "({{=[ ]=}}[text])", data: ["text": "It worked!"], gives: "(It worked!)"),
        Case(
            "Sections",
            "[\n{{#section}}\n  {{data}}\n  |data|\n{{/section}}\n\n{{= | | =}}\n|#section|\n  {{data}}\n  |data|\n|/section|\n]\n",
            data: ["section": true, "data": "I got interpolated."],
            gives: "[\n  I got interpolated.\n  |data|\n\n  {{data}}\n  I got interpolated.\n]\n"
        ),
        Case(
            "Inverted Sections",
            "[\n{{^section}}\n  {{data}}\n  |data|\n{{/section}}\n\n{{= | | =}}\n|^section|\n  {{data}}\n  |data|\n|/section|\n]\n",
            data: ["section": false, "data": "I got interpolated."],
            gives: "[\n  I got interpolated.\n  |data|\n\n  {{data}}\n  I got interpolated.\n]\n"
        ),
        Case(
            "Partial Inheritence",
            "[ {{>include}} ]\n{{= | | =}}\n[ |>include| ]\n",
            data: ["value": "yes"],
            partials: ["include": ".{{value}}."],
            gives: "[ .yes. ]\n[ .yes. ]\n"
        ),
        Case(
            "Post-Partial Behavior",
            "[ {{>include}} ]\n[ .{{value}}.  .|value|. ]\n",
            data: ["value": "yes"],
            partials: ["include": ".{{value}}. {{= | | =}} .|value|."],
            gives: "[ .yes.  .yes. ]\n[ .yes.  .|value|. ]\n"
        ),
        Case("Surrounding Whitespace", "| {{=@ @=}} |", gives: "|  |"),
        Case("Outlying Whitespace (Inline)", " | {{=@ @=}}\n", gives: " | \n"),
        Case("Standalone Tag", "Begin.\n{{=@ @=}}\nEnd.\n", gives: "Begin.\nEnd.\n"),
        Case("Indented Standalone Tag", "Begin.\n  {{=@ @=}}\nEnd.\n", gives: "Begin.\nEnd.\n"),
        Case("Standalone Line Endings", "|\r\n{{= @ @ =}}\r\n|", gives: "|\r\n|"),
        Case("Standalone Without Previous Line", "  {{=@ @=}}\n=", gives: "="),
        Case("Standalone Without Newline", "=\n  {{=@ @=}}", gives: "=\n"),
        Case("Pair with Padding", "|{{= @   @ =}}|", gives: "||"),
    ]
}
