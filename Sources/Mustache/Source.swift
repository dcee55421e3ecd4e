internal import Wording

/// The bytes of a template and where its lines begin.
struct Source: Sendable {
    let name: String
    let bytes: [UInt8]
    private let lineStarts: [Int]

    init(_ text: String, name: String) {
        self.name = name
        // A byte order mark is no part of the text.
        let bytes = Array(text.utf8)
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        var starts = [0]
        for (index, byte) in self.bytes.enumerated() where byte == Byte.newline { starts.append(index + 1) }
        lineStarts = starts
    }

    /// Line and column, both from 1; the column counts Unicode scalars, as editors do.
    func position(at offset: Int) -> (line: Int, column: Int) {
        var low = 0
        var high = lineStarts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let column = bytes[lineStarts[low]..<max(lineStarts[low], min(offset, bytes.count))]
            .count { $0 & 0xC0 != 0x80 }
        return (low + 1, column + 1)
    }

    /// What stands at an offset: at most 30 characters, to the end of the line.
    func excerpt(at offset: Int) -> String {
        let rest = bytes[min(offset, bytes.count)...].prefix(121).prefix {
            $0 != Byte.newline && $0 != Byte.return
        }
        let text = String(decoding: rest, as: UTF8.self)
        return text.count > 30 ? text.prefix(29) + "…" : text
    }

    func error(_ message: Wording, at offset: Int) -> MustacheError {
        let place = position(at: offset)
        return MustacheError(
            message,
            name: name,
            line: place.line,
            column: place.column,
            near: excerpt(at: offset)
        )
    }
}

/// Bytes that the language gives a meaning to.
enum Byte {
    static let newline = UInt8(ascii: "\n")
    static let `return` = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == space || byte == tab || byte == newline || byte == `return`
    }
}
