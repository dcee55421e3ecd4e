import Settings

/// Makes one row of those with the same first address, whatever their order, and says so.
struct Merging {
    let words: InviteeWords
    private(set) var remarks: [InviteeFile.Remark] = []
    /// How many remarks there are beyond those that are kept.
    private(set) var untold = 0
    private let most: Int

    init(words: InviteeWords, most: Int = .max) {
        self.words = words
        self.most = most
    }

    /// One row of those with the same first address, in the file's order.
    mutating func merge(_ group: [InviteeFile.Row]) -> InviteeFile.Row? {
        guard let first = group.first else { return nil }
        guard group.count > 1 else { return first }
        var row = first
        remark(row.line, words.merged(group.map(\.line), row.email))
        row.email = group.map(\.email).min() ?? row.email
        row.secondEmail = choose("email 2", group.map(\.secondEmail), row.line)
        row.name = choose("name", group.map(\.name), row.line)
        row.organization = choose("organization", group.map(\.organization), row.line)
        row.position = choose("position", group.map(\.position), row.line)
        row.region = choose("region", group.map(\.region), row.line)
        row.language = choose("language", group.map(\.language), row.line)
        row.timeZone = choose("time_zone", group.map(\.timeZone), row.line)
        var keys: [String] = []
        for member in group.flatMap(\.details) where !keys.contains(member.key) { keys.append(member.key) }
        row.details = keys.compactMap { key in
            let texts = group.map { row in row.details.first { $0.key == key }?.value.text }
            return choose(key, texts, row.line).map { JSONMember(key, .string($0)) }
        }
        return row
    }

    private mutating func choose(_ heading: String, _ texts: [String?], _ line: Int) -> String? {
        let distinct = Set(texts.compactMap { $0 }).sorted { ($1.count, $0) < ($0.count, $1) }
        guard let kept = distinct.first else { return nil }
        for other in distinct.dropFirst() {
            remark(line, words.differs(heading, kept: kept, other: other))
        }
        return kept
    }

    private mutating func remark(_ line: Int, _ message: String) {
        guard remarks.count < most else {
            untold += 1
            return
        }
        remarks.append(.init(line: line, column: 0, heading: "", message: message))
    }
}

extension JSONValue {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
