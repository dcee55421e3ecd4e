import Foundation
import Reports
import Web
import Wording

/// Faults of an event's files, each beside the line that it is about.
struct SourceFaults {
    private let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    func text(_ faults: [Wording]) -> String {
        let items = faults.map { fault in
            let told = fault.text(in: visit.language)
            let line = line(of: told).map { "<pre><bdi>\(Markup.lines($0))</bdi></pre>" } ?? ""
            return "<li>\(Markup.isolated(told))\(line)</li>"
        }
        return "<div class=\"fault\" role=\"alert\"><p>\(visit.said(PreviewWords.faults))</p>\n"
            + "<ul>\n\(items.joined(separator: "\n"))\n</ul></div>"
    }

    /// The line of `FILE:LINE:COLUMN: …`; nil where it is of no file of the events.
    private func line(of fault: String) -> String? {
        let parts = fault.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let number = Int(parts[1]), number > 0, Int(parts[2]) != nil else {
            return nil
        }
        let path = URL(fileURLWithPath: String(parts[0])).standardizedFileURL.path
        let folder = URL(fileURLWithPath: visit.web.configuration.events).standardizedFileURL.path
        guard path.hasPrefix(folder + "/"), let data = FileManager.default.contents(atPath: path) else {
            return nil
        }
        let lines = String(decoding: data, as: UTF8.self).split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        )
        guard lines.indices.contains(number - 1) else { return nil }
        return "\(number)  " + lines[number - 1].prefix(400)
    }
}
