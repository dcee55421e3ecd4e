internal import Glibc

/// What a write-ahead log holds, as SQLite would apply it: the frames of finished transactions
/// (https://sqlite.org/fileformat2.html#walformat).
///
/// A log does not say which database it belongs to. SQLite applies whatever log lies beside a file, so whoever puts
/// another file into a database's place has to look first.
struct WriteAheadLog {
    /// Bytes of a page.
    let pageSize: Int
    /// The first 100 bytes of page 1, from each of its frames, in order.
    private(set) var firstPages: [[UInt8]] = []
    /// How many pages the database has after each finished transaction, in order.
    private(set) var sizes: [UInt32] = []

    private static let headerSize = 32
    private static let frameHeaderSize = 24

    /// Reads a log; nil where SQLite would apply nothing of it.
    init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var header = [UInt8](repeating: 0, count: Self.headerSize)
        guard pread(descriptor, &header, header.count, 0) == header.count else { return nil }
        let magic = Self.big(header, 0)
        guard magic & ~1 == 0x377F_0682, Self.big(header, 4) == 3_007_000 else { return nil }
        let size = Int(Self.big(header, 8))
        guard size >= 512, size <= 65536, size & (size - 1) == 0 else { return nil }
        pageSize = size
        var sum = WALChecksum(isBigEndian: magic & 1 == 1)
        header.withUnsafeBytes { sum.add($0[0..<24]) }
        guard sum.matches(header, at: 24) else { return nil }
        readFrames(descriptor, salts: Array(header[16..<24]), sum)
        guard !sizes.isEmpty else { return nil }
    }

    private mutating func readFrames(_ descriptor: Int32, salts: [UInt8], _ start: WALChecksum) {
        var sum = start
        var frame = [UInt8](repeating: 0, count: Self.frameHeaderSize + pageSize)
        var at = off_t(Self.headerSize)
        // Those of a transaction that has not finished are no part of the database.
        var unfinished: [[UInt8]] = []
        while pread(descriptor, &frame, frame.count, at) == frame.count {
            guard Self.big(frame, 0) != 0, frame[8..<16].elementsEqual(salts) else { return }
            frame.withUnsafeBytes {
                sum.add($0[0..<8])
                sum.add($0[Self.frameHeaderSize...])
            }
            guard sum.matches(frame, at: 16) else { return }
            if Self.big(frame, 0) == 1 {
                unfinished.append(Array(frame[Self.frameHeaderSize..<(Self.frameHeaderSize + 100)]))
            }
            let size = Self.big(frame, 4)
            if size > 0 {
                sizes.append(size)
                firstPages += unfinished
                unfinished = []
            }
            at += off_t(frame.count)
        }
    }

    /// A number of four bytes, the most significant first.
    static func big(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
}

/// The checksum of a write-ahead log, which goes on from frame to frame.
private struct WALChecksum {
    let isBigEndian: Bool
    private var first: UInt32 = 0
    private var second: UInt32 = 0

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// Adds bytes, a multiple of eight.
    mutating func add(_ bytes: Slice<UnsafeRawBufferPointer>) {
        let base = UnsafeRawBufferPointer(rebasing: bytes)
        var at = 0
        while at + 8 <= base.count {
            var (one, two) = (
                base.loadUnaligned(fromByteOffset: at, as: UInt32.self),
                base.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self)
            )
            if isBigEndian {
                (one, two) = (UInt32(bigEndian: one), UInt32(bigEndian: two))
            } else {
                (one, two) = (UInt32(littleEndian: one), UInt32(littleEndian: two))
            }
            first = first &+ one &+ second
            second = second &+ two &+ first
            at += 8
        }
    }

    func matches(_ bytes: [UInt8], at offset: Int) -> Bool {
        WriteAheadLog.big(bytes, offset) == first && WriteAheadLog.big(bytes, offset + 4) == second
    }
}
