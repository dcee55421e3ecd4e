internal import CZlib

/// The unpacking of one file of an archive, piece by piece.
final class Inflation {
    private let bytes: ByteSource
    /// What is not read yet.
    private var input: Range<Int>
    /// What is read and not unpacked yet, from ``taken`` on.
    private var buffer: [UInt8] = []
    private let entry: ZipArchive.Entry
    // zlib remembers its address.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var taken = 0
    private var given = 0
    private var checksum: UInt = 0
    private var isAtEnd = false
    /// Why there is no more, where that is not the end of the file.
    private(set) var problem: SheetError?
    private var mayGive: Int
    private let limits: SheetLimits

    /// Begins with the first byte; more bytes than the budget has are an error.
    init(
        _ entry: ZipArchive.Entry,
        in archive: ZipArchive,
        budget: Int,
        _ limits: SheetLimits
    ) throws(SheetError) {
        stream.initialize(to: z_stream())
        guard !entry.isEncrypted else { throw .format(.protected) }
        guard entry.method == 0 || entry.method == 8 else { throw .damaged(entry.name) }
        guard entry.size <= budget else { throw .unpacksTooLarge(limits.unpackedBytes) }
        self.entry = entry
        self.limits = limits
        bytes = archive.bytes
        input = try archive.packed(entry)
        mayGive = budget
        // In a constructor that throws the destructor still runs, and ends a stream that never began without harm.
        if entry.method == 8, inflate_begin(stream) != Z_OK { throw .damaged(entry.name) }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// How many bytes were unpacked.
    var total: Int { given }

    /// Fills a buffer as far as it goes; 0 at the end, -1 with ``problem``.
    func read(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        guard problem == nil else { return -1 }
        guard !isAtEnd, !buffer.isEmpty else { return 0 }
        let count = entry.method == 8 ? inflate(buffer) : copy(buffer)
        given += count
        mayGive -= count
        if mayGive < 0 { problem = .unpacksTooLarge(limits.unpackedBytes) }
        checksum = crc32(checksum, buffer.baseAddress, UInt32(count))
        if isAtEnd, problem == nil,
            UInt32(truncatingIfNeeded: checksum) != entry.checksum || given != entry.size
        {
            problem = .damaged(entry.name)
        }
        return problem == nil ? count : -1
    }

    private func copy(_ target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let count = min(target.count, input.count)
        let part = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: target[..<count]))
        let got = count == 0 ? 0 : bytes.read(input.lowerBound, into: part)
        input = (input.lowerBound + got)..<input.upperBound
        isAtEnd = input.isEmpty
        if got == 0, !isAtEnd { problem = .damaged(entry.name) }
        return got
    }

    private func inflate(_ target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var count = 0
        while count < target.count, !isAtEnd, problem == nil {
            if taken == buffer.count, !input.isEmpty {
                buffer = bytes.load(input.lowerBound, min(input.count, ByteSource.blockSize))
                input = (input.lowerBound + buffer.count)..<input.upperBound
                taken = 0
                if buffer.isEmpty { problem = .damaged(entry.name) }
            }
            let made = buffer.withUnsafeBufferPointer { input -> Int in
                // zlib does not write through next_in, whose type says so only with ZLIB_CONST.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + taken })
                stream.pointee.avail_in = UInt32(input.count - taken)
                stream.pointee.next_out = target.baseAddress.map { $0 + count }
                stream.pointee.avail_out = UInt32(target.count - count)
                let (before, room) = (stream.pointee.avail_in, stream.pointee.avail_out)
                let status = CZlib.inflate(stream, Z_NO_FLUSH)
                taken += Int(before - stream.pointee.avail_in)
                if status == Z_STREAM_END { isAtEnd = true }
                let made = Int(room - stream.pointee.avail_out)
                // No progress: the data end before their end.
                if status != Z_STREAM_END, status != Z_OK || (made == 0 && before == stream.pointee.avail_in)
                {
                    problem = .damaged(entry.name)
                }
                return made
            }
            count += made
        }
        return count
    }
}
