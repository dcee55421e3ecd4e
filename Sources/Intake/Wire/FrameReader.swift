internal import Wording

/// Reads the fields of a frame; whatever the bytes are, it ends with a value or an error, and takes no more memory than
/// the frame has bytes, a few times.
struct FrameReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Whether everything was read.
    var isAtEnd: Bool { offset == bytes.count }

    private var rest: Int { bytes.count - offset }

    mutating func byte() throws(FrameError) -> UInt8 {
        guard rest >= 1 else { throw FrameError() }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func uint32() throws(FrameError) -> UInt32 {
        guard rest >= 4 else { throw FrameError() }
        defer { offset += 4 }
        return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    mutating func int64() throws(FrameError) -> Int64 {
        guard rest >= 8 else { throw FrameError() }
        defer { offset += 8 }
        return Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self))
    }

    /// A text of at most so many bytes, or none.
    mutating func optionalText(most: Int = 4096) throws(FrameError) -> String? {
        let length = try uint32()
        guard length != .max else { return nil }
        guard Int(length) <= most, rest >= Int(length) else { throw FrameError() }
        defer { offset += Int(length) }
        // Repaired where it is no UTF-8: the reader checks, but its word is not taken for it.
        return String(
            decoding: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(length)]),
            as: UTF8.self
        )
    }

    mutating func text() throws(FrameError) -> String {
        guard let text = try optionalText() else { throw FrameError() }
        return text
    }

    /// A list, each of whose items takes at least `least` bytes: room is made for no more than there can be.
    mutating func list<Item>(
        of least: Int,
        most: Int,
        _ item: (inout FrameReader) throws(FrameError) -> Item
    ) throws(FrameError) -> [Item] {
        let count = Int(try uint32())
        guard count <= most, count <= rest / least else { throw FrameError() }
        var items: [Item] = []
        items.reserveCapacity(count)
        for _ in 0..<count { items.append(try item(&self)) }
        return items
    }

    mutating func head() throws(FrameError) -> IntakeChange {
        let hasID = try byte() != 0
        let id = try int64()
        let registration = try int64()
        return IntakeChange(id: hasID ? id : nil, registration: registration, row: nil, at: try int64())
    }

    mutating func change() throws(FrameError) -> IntakeChange {
        var change = try head()
        if try byte() != 0 { change.row = try row() }
        return change
    }

    private mutating func row() throws(FrameError) -> IntakeRow {
        var row = IntakeRow(id: try int64(), event: try text(), email: "")
        row.key = try optionalText()
        row.email = try text()
        row.name = try optionalText()
        row.organization = try optionalText()
        row.position = try optionalText()
        row.region = try optionalText()
        row.language = try optionalText()
        row.timeZone = try optionalText()
        row.status = try text()
        guard IntakeSchema.statuses.contains(row.status) else { throw FrameError() }
        row.details = try optionalText(most: 1 << 20)
        row.createdAt = try optionalText()
        row.updatedAt = try optionalText()
        for _ in 0..<(try byte()) {
            let column = try text()
            guard let kind = IntakeFault.Kind(rawValue: try text()) else { throw FrameError() }
            row.faults.append(IntakeFault(column: column, kind: kind, figure: Int(try int64())))
        }
        return row
    }

    mutating func status() throws(FrameError) -> DeliveryStatus {
        DeliveryStatus(
            registration: try int64(),
            notification: try text(),
            state: try text(),
            reason: try optionalText(),
            sentAt: try optionalText(),
            updatedAt: try text(),
            answer: try optionalText()
        )
    }

    /// A sentence in each language, or none.
    mutating func optionalWording() throws(FrameError) -> Wording? {
        let (ru, en) = (try optionalText(), try optionalText())
        guard let ru, let en else {
            guard ru == nil, en == nil else { throw FrameError() }
            return nil
        }
        return Wording(ru: ru, en: en)
    }

    mutating func condition() throws(FrameError) -> IntakeCondition {
        var condition = IntakeCondition()
        if let word = try optionalText() {
            guard let trouble = IntakeCondition.Trouble(rawValue: word) else { throw FrameError() }
            condition.trouble = trouble
        }
        condition.detail = try optionalWording()
        condition.repairs = try list(of: 4, most: 100, FrameReader.nextWording)
        condition.unread = Int(clamping: max(0, try int64()))
        let hasOldest = try byte() != 0
        let oldest = try int64()
        condition.oldestUnread = hasOldest ? oldest : nil
        condition.isCaughtUp = try byte() != 0
        return condition
    }
}

/// The items of lists.
extension FrameReader {
    static func nextChange(_ reader: inout FrameReader) throws(FrameError) -> IntakeChange {
        try reader.change()
    }
    static func nextHead(_ reader: inout FrameReader) throws(FrameError) -> IntakeChange { try reader.head() }
    static func nextStatus(_ reader: inout FrameReader) throws(FrameError) -> DeliveryStatus {
        try reader.status()
    }
    static func nextInt64(_ reader: inout FrameReader) throws(FrameError) -> Int64 { try reader.int64() }
    static func nextWording(_ reader: inout FrameReader) throws(FrameError) -> Wording {
        guard let wording = try reader.optionalWording() else { throw FrameError() }
        return wording
    }
}
