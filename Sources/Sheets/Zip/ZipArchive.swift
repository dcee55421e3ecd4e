/// The files in a ZIP archive, by its central directory (PKWARE, APPNOTE 6.3).
struct ZipArchive {
    /// A file in it.
    struct Entry: Equatable {
        var name: String
        /// As in the archive: 0 stored, 8 deflated.
        var method: Int
        var isEncrypted: Bool
        var packedSize: Int
        var size: Int
        var checksum: UInt32
        /// Of its local header.
        var offset: Int
    }

    let bytes: ByteSource
    /// In the directory's order.
    let entries: [Entry]
    /// The first entry of each name.
    private let places: [String: Int]

    /// Reads the directory.
    init(_ bytes: ByteSource, _ limits: SheetLimits = SheetLimits()) throws(SheetError) {
        self.bytes = bytes
        let reader = LittleEndian(bytes)
        let end = try Self.endOfDirectory(reader)
        guard end.count <= limits.entries else { throw .unpacksTooLarge(limits.unpackedBytes) }
        var found: [Entry] = []
        var place = end.offset
        for _ in 0..<end.count {
            guard reader.number(place, 4) == 0x0201_4B50, let nameLength = reader.number(place + 28, 2),
                let extraLength = reader.number(place + 30, 2), let noteLength = reader.number(place + 32, 2),
                let name = reader.slice(place + 46, nameLength),
                place + 46 + nameLength + extraLength <= reader.count,
                var entry = Self.entry(reader, place, String(decoding: name, as: UTF8.self))
            else { throw .damaged("ZIP") }
            Self.widen(&entry, reader, from: place + 46 + nameLength, extraLength)
            found.append(entry)
            place += 46 + nameLength + extraLength + noteLength
        }
        entries = found
        places = Dictionary(
            found.enumerated().map { (Self.fold($0.element.name), $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The file of a name: packages compare them without case (ECMA-376-2 §6.3.5), and some writers turn the slashes.
    func entry(_ name: String) -> Entry? {
        places[Self.fold(name)].map { entries[$0] }
    }

    static func fold(_ name: String) -> String {
        let name = name.replacing("\\", with: "/").lowercased()
        return name.hasPrefix("/") ? String(name.dropFirst()) : name
    }

    /// Where the packed bytes of a file stand: behind its local header, whose lengths are its own.
    func packed(_ entry: Entry) throws(SheetError) -> Range<Int> {
        let reader = LittleEndian(bytes)
        guard reader.number(entry.offset, 4) == 0x0403_4B50,
            let nameLength = reader.number(entry.offset + 26, 2),
            let extraLength = reader.number(entry.offset + 28, 2)
        else { throw .damaged(entry.name) }
        let start = entry.offset + 30 + nameLength + extraLength
        guard start <= bytes.count, entry.packedSize <= bytes.count - start else {
            throw .damaged(entry.name)
        }
        return start..<(start + entry.packedSize)
    }

    // MARK: - Directory

    /// The record at the end, behind which a note of up to 64 KB may stand (§4.3.16).
    private static func endOfDirectory(_ reader: LittleEndian) throws(SheetError) -> (offset: Int, count: Int)
    {
        var place = reader.count - 22
        let first = max(0, place - 0xFFFF)
        while place >= first {
            if reader.number(place, 4) == 0x0605_4B50, let count = reader.number(place + 10, 2),
                let offset = reader.number(place + 16, 4)
            {
                guard count == 0xFFFF || offset == 0xFFFF_FFFF else { return (offset, count) }
                // ZIP64 (§4.3.14): the true figures stand in a record that a locator before this one leads to.
                guard reader.number(place - 20, 4) == 0x0706_4B50, let record = reader.number(place - 12, 8),
                    reader.number(record, 4) == 0x0606_4B50, let count = reader.number(record + 32, 8),
                    let offset = reader.number(record + 48, 8)
                else { throw .damaged("ZIP64") }
                return (offset, count)
            }
            place -= 1
        }
        throw .damaged("ZIP")
    }

    private static func entry(_ reader: LittleEndian, _ place: Int, _ name: String) -> Entry? {
        guard let flags = reader.number(place + 8, 2), let method = reader.number(place + 10, 2),
            let checksum = reader.number(place + 16, 4), let packed = reader.number(place + 20, 4),
            let size = reader.number(place + 24, 4), let offset = reader.number(place + 42, 4)
        else { return nil }
        return Entry(
            name: name,
            method: method,
            isEncrypted: flags & 1 != 0,
            packedSize: packed,
            size: size,
            checksum: UInt32(truncatingIfNeeded: checksum),
            offset: offset
        )
    }

    /// Sizes that are too large for their fields stand in an extra field, those alone (§4.5.3).
    private static func widen(_ entry: inout Entry, _ reader: LittleEndian, from start: Int, _ length: Int) {
        var place = start
        while place + 4 <= start + length, let tag = reader.number(place, 2),
            let size = reader.number(place + 2, 2)
        {
            if tag == 1 {
                var field = place + 4
                for path in [\Entry.size, \Entry.packedSize, \Entry.offset]
                where entry[keyPath: path] == 0xFFFF_FFFF {
                    guard field + 8 <= place + 4 + size, let wide = reader.number(field, 8) else { return }
                    entry[keyPath: path] = wide
                    field += 8
                }
            }
            place += 4 + size
        }
    }
}

/// Numbers and slices of bytes that may not be there.
struct LittleEndian {
    let bytes: ByteSource

    init(_ bytes: ByteSource) { self.bytes = bytes }

    var count: Int { bytes.count }

    /// The unsigned number of 2, 4 or 8 bytes; nil beyond the end, or where it is no length of anything.
    func number(_ place: Int, _ length: Int) -> Int? {
        guard let slice = slice(place, length) else { return nil }
        let value = slice.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return value <= UInt64(Int32.max) << 8 ? Int(value) : nil
    }

    /// So many bytes; nil where there are not so many.
    func slice(_ place: Int, _ length: Int) -> ArraySlice<UInt8>? { bytes.bytes(place, length) }
}
