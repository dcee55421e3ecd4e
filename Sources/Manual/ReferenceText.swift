internal import Terminal

extension Reference {
    /// The reference as a terminal shows it.
    ///
    /// - Parameters:
    ///   - width: columns it may take.
    ///   - language: `ru` or `en`.
    /// - Returns: lines, the last one ended.
    public func text(width: Int = 80, language: String) -> String {
        let width = max(width, 40)
        var text = lines(summary.text(in: language) + ".", indent: 0, width)
        for section in sections {
            text += "\n" + lines(section.title.text(in: language), indent: 0, width)
            for paragraph in section.paragraphs {
                text += "\n" + lines(paragraph.text(in: language), indent: 2, width)
            }
            if let example = section.example {
                text +=
                    "\n"
                    + example.split(separator: "\n", omittingEmptySubsequences: false)
                    .map { $0.isEmpty ? "\n" : "      \($0)\n" }.joined()
            }
            if !section.entries.isEmpty { text += "\n" }
            for entry in section.entries {
                text += lines(entry.term, indent: 2, width)
                text += lines(entry.sentence.text(in: language), indent: 6, width)
                if !entry.kind.isEmpty { text += lines(entry.kind.text(in: language), indent: 6, width) }
            }
        }
        return text
    }

    private func lines(_ paragraph: String, indent: Int, _ width: Int) -> String {
        let blanks = String(repeating: " ", count: indent)
        return Wrapping.lines(of: paragraph, width: width - indent).map { blanks + $0 + "\n" }.joined()
    }
}
