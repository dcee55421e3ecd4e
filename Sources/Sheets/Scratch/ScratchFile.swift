import Glibc

/// Bytes that are written once and read again: in memory while they are few, beyond that in a file without a name, which
/// goes with the process however that ends.
public final class ScratchFile {
    /// So many bytes stay in memory.
    private let mostHeld: Int
    private var held: [UInt8] = []
    private var descriptor: Int32 = -1
    /// How many bytes stand in the file; behind them those of ``held``.
    private var written = 0
    private var block: [UInt8] = []
    private var blockStart = 0

    /// One of the machine's folder for such files.
    public init(mostHeld: Int = 4 << 20) { self.mostHeld = mostHeld }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// How many bytes were put into it.
    public var count: Int { written + held.count }

    /// Forgets everything.
    public func clear() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        (held, block, written, blockStart) = ([], [], 0, 0)
    }

    /// Puts bytes behind the others.
    ///
    /// - Throws: where there is no room for them.
    public func append(_ bytes: some Sequence<UInt8>) throws(SheetError) {
        held.append(contentsOf: bytes)
        if held.count > mostHeld { try write() }
    }

    /// So many bytes from a place on; nil where they cannot be read.
    public func bytes(_ place: Int, _ length: Int) -> ArraySlice<UInt8>? {
        guard place >= 0, length >= 0, place + length <= count else { return nil }
        if place >= written { return held[(place - written)..<(place - written + length)] }
        // What is asked for stands in the file: what is written goes there whole.
        guard place + length <= written else { return nil }
        if place < blockStart || place + length > blockStart + block.count {
            block = ByteSource(descriptor: descriptor, count: written).load(
                place,
                max(length, ByteSource.blockSize)
            )
            blockStart = place
        }
        let start = place - blockStart
        guard start + length <= block.count else { return nil }
        return block[start..<(start + length)]
    }

    private func write() throws(SheetError) {
        if descriptor < 0 { descriptor = try Self.open() }
        var start = 0
        while start < held.count {
            let count = held.withUnsafeBytes { bytes in
                bytes.baseAddress.map {
                    pwrite(descriptor, $0 + start, bytes.count - start, off_t(written + start))
                }
                    ?? 0
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .noScratch(errno) }
            start += count
        }
        written += held.count
        held.removeAll(keepingCapacity: true)
    }

    /// A new file without a name.
    ///
    /// - Returns: its descriptor, which the caller closes.
    /// - Throws: where no folder takes one.
    public static func open() throws(SheetError) -> Int32 {
        let asked = getenv("TMPDIR").map { String(cString: $0) }
        // /tmp is memory on many machines.
        for folder in [asked, "/var/tmp", "/tmp"].compactMap(\.self) where !folder.isEmpty {
            var path = Array((folder + "/vestnik-XXXXXX").utf8CString)
            let made = mkstemp(&path)
            guard made >= 0 else { continue }
            _ = fcntl(made, F_SETFD, FD_CLOEXEC)
            unlink(path)
            return made
        }
        throw .noScratch(errno)
    }
}
