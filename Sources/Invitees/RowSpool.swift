import Glibc
import Settings
import Sheets

/// The rows of a list, in a scratch file: in memory are only their places, and a number for each key.
final class RowSpool {
    private let file = ScratchFile()
    /// Where each row stands; below zero: another row has it.
    private var places: [Int] = []
    /// A number for each key, by which those that are the same are found.
    private var marks: [Int] = []
    /// How many rows there are, those left out that others have.
    private(set) var count = 0

    /// So many rows of one address are merged at once.
    private static let mostAtOnce = 1000

    func clear() {
        file.clear()
        (places, marks, count) = ([], [], 0)
    }

    func append(_ row: InviteeFile.Row) throws(SheetError) {
        places.append(try write(row))
        marks.append(row.key.hashValue)
        count += 1
    }

    /// Hands over the rows in the file's order.
    func forEach(_ body: (InviteeFile.Row) throws -> Void) throws {
        for place in places where place >= 0 { try body(read(place)) }
    }

    /// The first rows.
    func first(_ most: Int) throws(SheetError) -> [InviteeFile.Row] {
        var rows: [InviteeFile.Row] = []
        for place in places where place >= 0 {
            guard rows.count < most else { break }
            rows.append(try read(place))
        }
        return rows
    }

    /// Makes one row of those with the same address, at the place of the first of them.
    func merge(_ merging: inout Merging) throws(SheetError) {
        let order = places.indices.sorted { (marks[$0], $0) < (marks[$1], $1) }
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, marks[order[end]] == marks[order[start]] { end += 1 }
            if end - start > 1 { try merge(order[start..<end], &merging) }
            start = end
        }
        marks = []
    }

    /// Rows whose keys have one mark: usually one key.
    private func merge(_ candidates: ArraySlice<Int>, _ merging: inout Merging) throws(SheetError) {
        var groups: [String: (first: Int, rows: [InviteeFile.Row], isMerged: Bool)] = [:]
        for index in candidates {
            let row = try read(places[index])
            guard var group = groups[row.key] else {
                groups[row.key] = (index, [row], false)
                continue
            }
            group.rows.append(row)
            group.isMerged = true
            places[index] = -1
            count -= 1
            if group.rows.count == Self.mostAtOnce {
                group.rows = merging.merge(group.rows).map { [$0] } ?? []
            }
            groups[row.key] = group
        }
        for group in groups.values where group.isMerged {
            if let row = merging.merge(group.rows) { places[group.first] = try write(row) }
        }
    }

    // MARK: - A row as bytes

    private func write(_ row: InviteeFile.Row) throws(SheetError) -> Int {
        var bytes: [UInt8] = [0, 0, 0, 0]
        Self.put(row.line, into: &bytes)
        let texts = [
            row.email, row.key, row.secondEmail, row.name, row.organization, row.position, row.region,
            row.language, row.timeZone,
        ]
        for text in texts { Self.put(text, into: &bytes) }
        for member in row.details {
            guard case .string(let text) = member.value else { continue }
            Self.put(member.key, into: &bytes)
            Self.put(text, into: &bytes)
        }
        let length = bytes.count - 4
        for index in 0..<4 { bytes[index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
        let place = file.count
        try file.append(bytes)
        return place
    }

    private static func put(_ number: Int, into bytes: inout [UInt8]) {
        for index in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }

    /// The length and one, so that nothing at all is told from an empty text.
    private static func put(_ text: String?, into bytes: inout [UInt8]) {
        put(text.map { $0.utf8.count + 1 } ?? 0, into: &bytes)
        if let text { bytes.append(contentsOf: text.utf8) }
    }

    private func read(_ place: Int) throws(SheetError) -> InviteeFile.Row {
        var head = Packed(file.bytes(place, 4) ?? [])
        guard let length = head.number(), let bytes = file.bytes(place + 4, length) else {
            throw .noScratch(EIO)
        }
        var packed = Packed(bytes)
        let line = packed.number() ?? 0
        var row = InviteeFile.Row(
            line: line,
            email: packed.text() ?? "",
            key: packed.text() ?? "",
            details: []
        )
        row.secondEmail = packed.text()
        row.name = packed.text()
        row.organization = packed.text()
        row.position = packed.text()
        row.region = packed.text()
        row.language = packed.text()
        row.timeZone = packed.text()
        while let key = packed.text(), let value = packed.text() {
            row.details.append(JSONMember(key, .string(value)))
        }
        return row
    }
}

/// Numbers and texts one behind the other.
private struct Packed {
    private let bytes: ArraySlice<UInt8>
    private var place: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    mutating func number() -> Int? {
        guard place + 4 <= bytes.endIndex else { return nil }
        defer { place += 4 }
        return (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }

    mutating func text() -> String? {
        guard let length = number(), length > 0, place + length - 1 <= bytes.endIndex else { return nil }
        defer { place += length - 1 }
        return String(decoding: bytes[place..<(place + length - 1)], as: UTF8.self)
    }
}
