import Settings

/// Makes one row of those with the same first address, whatever their order, and says so.
struct Merging {
    let words: InviteeWords
    private(set) var remarks: [InviteeFile.Remark] = []

    init(words: InviteeWords) {
        self.words = words
    }

    mutating func merge(_ rows: [InviteeFile.Row]) -> [InviteeFile.Row] {
        var groups: [String: [InviteeFile.Row]] = [:]
        for row in rows { groups[row.key, default: []].append(row) }
        var done: Set<String> = []
        return rows.compactMap { row in
            guard done.insert(row.key).inserted, let group = groups[row.key] else { return nil }
            return group.count == 1 ? row : merge(group: group, into: row)
        }
    }

    private mutating func merge(group: [InviteeFile.Row], into first: InviteeFile.Row) -> InviteeFile.Row {
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

    /// The longest tells most; of two as long, the first by the alphabet: the order of rows must not matter.
    private mutating func choose(_ heading: String, _ texts: [String?], _ line: Int) -> String? {
        let distinct = Set(texts.compactMap { $0 }).sorted { ($1.count, $0) < ($0.count, $1) }
        guard let kept = distinct.first else { return nil }
        for other in distinct.dropFirst() {
            remark(line, words.differs(heading, kept: kept, other: other))
        }
        return kept
    }

    private mutating func remark(_ line: Int, _ message: String) {
        remarks.append(.init(line: line, column: 0, heading: "", message: message))
    }
}

extension JSONValue {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
