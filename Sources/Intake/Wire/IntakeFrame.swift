/// What the daemon and the reading process tell each other, one frame each.
enum IntakeFrame: Hashable {
    // From the reader.

    /// Changes that were read.
    case changes([IntakeChange])
    /// The newest ticket that the file has.
    case published(Int64)
    /// How many erasures are done since the reader began.
    case erased(Int64)
    /// How the file is doing; repairs are told once.
    case condition(IntakeCondition)
    /// The answer to a ping.
    case pong(Int64)
    /// Everything was given again and settled.
    case readAll
    /// A person's registrations, and whether all of the file was looked through.
    case found([Int64], isWhole: Bool)

    // From the daemon.

    /// Changes that were consumed; their rows are left out.
    case settle([IntakeChange])
    /// Statuses to write. Those of one ticket may come in several frames: only the last has `isLast`.
    case publish([DeliveryStatus], ticket: Int64, isLast: Bool)
    /// Registrations to erase.
    case erase([Int64])
    /// Everything is to be given again.
    case readAgain
    /// A person is to be looked for, by their identity.
    case search(String)
    /// Answer, and look into the file.
    case ping(Int64)

    /// The longest frame, in bytes: what comes with a longer one is not ours.
    static let longest = 8 << 20
    /// The most changes or statuses of one frame.
    static let most = IntakeLimits.unsettled

    fileprivate enum Kind: UInt8 {
        case changes = 1
        case published, erased, condition, pong, readAll, found
        case settle = 17
        case publish, erase, readAgain, ping, search
    }

    /// The frame as bytes: its length without the four bytes of the length, its kind, its fields; little-endian.
    func append(to bytes: inout [UInt8]) {
        let start = bytes.count
        var writer = FrameWriter(bytes: bytes)
        bytes = []
        writer.put(UInt32(0))
        switch self {
        case .changes(let changes):
            writer.put(Kind.changes)
            writer.put(UInt32(changes.count))
            for change in changes { writer.put(change) }
        case .published(let ticket): writer.put(Kind.published, ticket)
        case .erased(let count): writer.put(Kind.erased, count)
        case .condition(let condition):
            writer.put(Kind.condition)
            writer.put(condition)
        case .pong(let number): writer.put(Kind.pong, number)
        case .settle(let changes):
            writer.put(Kind.settle)
            writer.put(UInt32(changes.count))
            for change in changes { writer.putHead(of: change) }
        case .publish(let statuses, let ticket, let isLast):
            writer.put(Kind.publish, ticket)
            writer.put(UInt8(isLast ? 1 : 0))
            writer.put(UInt32(statuses.count))
            for status in statuses { writer.put(status) }
        case .erase(let ids):
            writer.put(Kind.erase)
            writer.put(UInt32(ids.count))
            for id in ids { writer.put(id) }
        case .found(let ids, let isWhole):
            writer.put(Kind.found)
            writer.put(UInt8(isWhole ? 1 : 0))
            writer.put(UInt32(ids.count))
            for id in ids { writer.put(id) }
        case .search(let key):
            writer.put(Kind.search)
            writer.put(key)
        case .readAgain: writer.put(Kind.readAgain)
        case .readAll: writer.put(Kind.readAll)
        case .ping(let number): writer.put(Kind.ping, number)
        }
        writer.putLength(at: start)
        bytes = writer.bytes
    }

    /// Reads a frame without its length.
    fileprivate init(_ reader: inout FrameReader) throws(FrameError) {
        guard let kind = Kind(rawValue: try reader.byte()) else { throw FrameError() }
        switch kind {
        case .changes: self = .changes(try reader.list(of: 26, most: Self.most, FrameReader.nextChange))
        case .published: self = .published(try reader.int64())
        case .erased: self = .erased(try reader.int64())
        case .condition: self = .condition(try reader.condition())
        case .pong: self = .pong(try reader.int64())
        case .settle: self = .settle(try reader.list(of: 25, most: Self.most, FrameReader.nextHead))
        case .publish:
            let ticket = try reader.int64()
            let isLast = try reader.byte() != 0
            self = .publish(
                try reader.list(of: 28, most: Self.most, FrameReader.nextStatus),
                ticket: ticket,
                isLast: isLast
            )
        case .erase: self = .erase(try reader.list(of: 8, most: .max, FrameReader.nextInt64))
        case .found:
            let isWhole = try reader.byte() != 0
            self = .found(
                try reader.list(of: 8, most: PersonSearch.most, FrameReader.nextInt64),
                isWhole: isWhole
            )
        case .search: self = .search(try reader.text())
        case .readAgain: self = .readAgain
        case .readAll: self = .readAll
        case .ping: self = .ping(try reader.int64())
        }
        guard reader.isAtEnd else { throw FrameError() }
    }
}

extension FrameWriter {
    fileprivate mutating func put(_ kind: IntakeFrame.Kind) { put(kind.rawValue) }

    fileprivate mutating func put(_ kind: IntakeFrame.Kind, _ number: Int64) {
        put(kind.rawValue)
        put(number)
    }
}

/// Bytes that are no frame of ours.
struct FrameError: Error {}

/// Bytes as they come over a socket, cut into frames.
///
/// Its memory is bounded by the longest frame and one read.
struct FrameBuffer {
    private var bytes: [UInt8] = []
    private var start = 0

    /// How many bytes wait.
    var count: Int { bytes.count - start }

    /// Takes more bytes.
    mutating func append(_ more: some Collection<UInt8>) {
        if start > 0, start == bytes.count || start > 1 << 20 {
            bytes.removeFirst(start)
            start = 0
        }
        bytes.append(contentsOf: more)
    }

    /// The next whole frame; nil where more bytes must come.
    mutating func next() throws(FrameError) -> IntakeFrame? {
        guard count >= 4 else { return nil }
        var length = 0
        for index in 0..<4 { length |= Int(bytes[start + index]) << (8 * index) }
        guard length > 0, length <= IntakeFrame.longest else { throw FrameError() }
        guard count >= 4 + length else { return nil }
        let range = start + 4..<start + 4 + length
        start = range.upperBound
        let result: Result<IntakeFrame, FrameError> = bytes.withUnsafeBytes { raw in
            var reader = FrameReader(UnsafeRawBufferPointer(rebasing: raw[range]))
            do throws(FrameError) { return .success(try IntakeFrame(&reader)) } catch {
                return .failure(error)
            }
        }
        if start == bytes.count {
            // A large frame must not keep its memory for good.
            bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
            start = 0
        }
        return try result.get()
    }
}
