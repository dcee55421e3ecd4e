import Glibc

/// The bytes of a file, read where they are asked for: no more than a block of them is held.
public final class ByteSource {
    /// How many there are.
    public let count: Int
    private let held: [UInt8]
    private let descriptor: Int32?
    private var block: [UInt8] = []
    private var blockStart = 0
    /// How far it was read.
    private(set) var furthest = 0

    /// So many bytes are read at once.
    static let blockSize = 1 << 16

    /// Bytes that are in memory.
    public init(_ bytes: [UInt8]) {
        held = bytes
        descriptor = nil
        count = bytes.count
    }

    /// The bytes of an open file, which stays open as long as this is used, and is not closed by it.
    public init(descriptor: Int32, count: Int) {
        held = []
        self.descriptor = descriptor
        self.count = count
    }

    /// Fills a buffer with what stands from a place on; 0 at the end, and where it cannot be read.
    func read(_ place: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let wanted = min(buffer.count, count - place)
        guard place >= 0, wanted > 0 else { return 0 }
        furthest = max(furthest, place + wanted)
        guard let descriptor else {
            return held.withUnsafeBytes { bytes in
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[place..<(place + wanted)]))
                return wanted
            }
        }
        while true {
            let got = pread(descriptor, buffer.baseAddress, wanted, off_t(place))
            if got < 0, errno == EINTR { continue }
            return max(0, got)
        }
    }

    /// So many bytes from a place on; nil where there are not so many.
    func bytes(_ place: Int, _ length: Int) -> ArraySlice<UInt8>? {
        guard place >= 0, length >= 0, place <= count, length <= count - place else { return nil }
        guard descriptor != nil else { return held[place..<(place + length)] }
        if length > Self.blockSize { return load(place, length)[...] }
        if place < blockStart || place + length > blockStart + block.count {
            block = load(place, Self.blockSize)
            blockStart = place
        }
        let start = place - blockStart
        guard start + length <= block.count else { return nil }
        return block[start..<(start + length)]
    }

    /// Its beginning.
    func head(_ length: Int) -> [UInt8] { load(0, min(length, count)) }

    /// What there is of so many bytes.
    func load(_ place: Int, _ length: Int) -> [UInt8] {
        let wanted = max(0, min(length, count - place))
        return [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]
                )
                let got = read(place + filled, into: rest)
                guard got > 0 else { return }
                filled += got
            }
        }
    }
}
