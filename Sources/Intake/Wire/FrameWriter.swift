internal import Wording

/// Writes the fields of a frame.
struct FrameWriter {
    private(set) var bytes: [UInt8]

    /// Goes on behind these bytes.
    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func put(_ byte: UInt8) { bytes.append(byte) }

    mutating func put(_ number: UInt32) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func put(_ number: Int64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func put(_ text: String) {
        var text = text
        text.withUTF8 {
            put(UInt32(truncatingIfNeeded: $0.count))
            bytes.append(contentsOf: $0)
        }
    }

    /// A sentence in each language.
    mutating func put(_ wording: Wording?) {
        put(wording?.ru as String?)
        put(wording?.en as String?)
    }

    /// A length of 2³² − 1 stands for none.
    mutating func put(_ text: String?) {
        guard let text else { return put(UInt32.max) }
        put(text)
    }

    /// Writes the length of the frame that begins at an index, in place of four bytes there.
    mutating func putLength(at start: Int) {
        let length = UInt32(truncatingIfNeeded: bytes.count - start - 4)
        for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index))) }
    }

    /// A change without its row: 25 bytes.
    mutating func putHead(of change: IntakeChange) {
        put(UInt8(change.id == nil ? 0 : 1))
        put(change.id ?? 0)
        put(change.registration)
        put(change.at)
    }

    mutating func put(_ change: IntakeChange) {
        putHead(of: change)
        guard let row = change.row else { return put(UInt8(0)) }
        put(UInt8(1))
        put(row.id)
        put(row.event)
        put(row.key)
        put(row.email)
        put(row.name)
        put(row.organization)
        put(row.position)
        put(row.region)
        put(row.language)
        put(row.timeZone)
        put(row.status)
        put(row.details)
        put(row.createdAt)
        put(row.updatedAt)
        put(UInt8(clamping: row.faults.count))
        for fault in row.faults.prefix(255) {
            put(fault.column)
            put(fault.kind.rawValue)
            put(Int64(fault.figure))
        }
    }

    mutating func put(_ status: DeliveryStatus) {
        put(status.registration)
        put(status.notification)
        put(status.state)
        put(status.reason)
        put(status.sentAt)
        put(status.updatedAt)
        put(status.answer)
    }

    mutating func put(_ condition: IntakeCondition) {
        put(condition.trouble?.rawValue)
        put(condition.detail)
        put(UInt32(condition.repairs.count))
        for repair in condition.repairs { put(repair) }
        put(Int64(condition.unread))
        put(UInt8(condition.oldestUnread == nil ? 0 : 1))
        put(condition.oldestUnread ?? 0)
        put(UInt8(condition.isCaughtUp ? 1 : 0))
    }
}
