/// `sharedStrings.xml`: texts that cells name by their number.
final class StringsPart: XMLEvents {
    let strings = StringTable()
    private var string = RichText()
    private let limits: SheetLimits

    init(_ limits: SheetLimits) { self.limits = limits }

    func start(_ name: String, _ attributes: [String: String]) throws(SheetError) {
        if name == "si" {
            guard strings.count < limits.cells else { throw .tooManyCells(limits.cells, line: 1) }
            string = RichText()
        }
        string.start(name)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetError) {
        guard string.take(bytes, most: limits.cellBytes) else {
            throw .cellTooLong(limits.cellBytes, line: 1)
        }
    }

    func end(_ name: String) throws(SheetError) {
        string.end(name)
        if name == "si" { try strings.append(string.text) }
    }
}

/// The text of a string item (ECMA-376-1 §18.4.8): one `t`, or runs of them; what `rPh` says is how it is pronounced.
struct RichText {
    private var bytes: [UInt8] = []
    private var isInText = false
    private var isPhonetic = false

    /// An element begins in it.
    mutating func start(_ name: String) {
        if name == "rPh" { isPhonetic = true }
        isInText = name == "t" && !isPhonetic
    }

    /// An element ends in it.
    mutating func end(_ name: String) {
        if name == "rPh" { isPhonetic = false }
        isInText = false
    }

    /// Takes text; false where that is too much.
    mutating func take(_ text: UnsafeBufferPointer<UInt8>, most: Int) -> Bool {
        guard isInText else { return true }
        bytes += text
        return bytes.count <= most
    }

    var text: String { Self.unescaped(String(decoding: bytes, as: UTF8.self)) }

    /// `_x000D_` stands for a character that XML has not, `_x005F_` for an underscore that would begin such a one
    /// (§22.9.2.19).
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var units: [UInt16] = []
        var result = ""
        var plain: [UInt8] = []
        func flush() {
            result += String(decoding: plain, as: UTF8.self) + String(decoding: units, as: UTF16.self)
            plain = []
            units = []
        }
        var index = 0
        while index < bytes.count {
            if index + 6 < bytes.count, bytes[index] == UInt8(ascii: "_"),
                bytes[index + 1] == UInt8(ascii: "x"),
                bytes[index + 6] == UInt8(ascii: "_"),
                let unit = UInt16(
                    String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self),
                    radix: 16
                )
            {
                if !plain.isEmpty { flush() }
                units.append(unit)
                index += 7
            } else {
                if !units.isEmpty { flush() }
                plain.append(bytes[index])
                index += 1
            }
        }
        flush()
        return result
    }
}
