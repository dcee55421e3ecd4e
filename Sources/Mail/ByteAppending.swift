extension [UInt8] {
    /// Appends a literal, without the detour through a String.
    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a number in decimal digits, at least so many of them, up to four.
    mutating func append(_ number: Int, digits: Int) {
        guard number >= 0, number < 10_000 else {
            self += String(number).utf8
            return
        }
        if digits > 3 || number >= 1000 { append(UInt8(ascii: "0") + UInt8(number / 1000)) }
        if digits > 2 || number >= 100 { append(UInt8(ascii: "0") + UInt8(number / 100 % 10)) }
        if digits > 1 || number >= 10 { append(UInt8(ascii: "0") + UInt8(number / 10 % 10)) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
