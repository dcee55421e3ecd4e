@testable import Mustache

extension Case {
    /// What the specification says of comments.
    static let comments: [Case] = [
        Case("Inline", "12345{{! Comment Block! }}67890", gives: "1234567890"),
        Case("Multiline", "12345{{!\n  This is a\n  multi-line comment...\n}}67890\n", gives: "1234567890\n"),
        Case("Standalone", "Begin.\n{{! Comment Block! }}\nEnd.\n", gives: "Begin.\nEnd.\n"),
        Case(
            "Indented Standalone",
            "Begin.\n  {{! Indented Comment Block! }}\nEnd.\n",
            gives: "Begin.\nEnd.\n"
        ),
        Case("Standalone Line Endings", "|\r\n{{! Standalone Comment }}\r\n|", gives: "|\r\n|"),
        Case("Standalone Without Previous Line", "  {{! I'm Still Standalone }}\n!", gives: "!"),
        Case("Standalone Without Newline", "!\n  {{! I'm Still Standalone }}", gives: "!\n"),
        Case(
            "Multiline Standalone",
            "Begin.\n{{!\nSomething's going on here...\n}}\nEnd.\n",
            gives: "Begin.\nEnd.\n"
        ),
        Case(
            "Indented Multiline Standalone",
            "Begin.\n  {{!\n    Something's going on here...\n  }}\nEnd.\n",
            gives: "Begin.\nEnd.\n"
        ),
        Case("Indented Inline", "  12 {{! 34 }}\n", gives: "  12 \n"),
        Case("Surrounding Whitespace", "12345 {{! Comment Block! }} 67890", gives: "12345  67890"),
        Case(
            "Variable Name Collision",
            "comments never show: >{{! comment }}<",
            data: ["! comment": 1, "! comment ": 2, "!comment": 3, "comment": 4],
            gives: "comments never show: ><"
        ),
    ]
}
