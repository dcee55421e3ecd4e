import Glibc

/// The text with every control character written out (`\n`, `\u{1B}`), so that nothing a stranger has typed
/// or a relay has said can begin a line of its own, colour a terminal or run it backwards.
public func escapingControls(in text: String) -> String {
    guard mayHoldHarm(text), text.unicodeScalars.contains(where: isHarmful) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 8)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case _ where isHarmful(scalar): result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Whether a byte occurs that begins a harmful character; most lines hold none, and a look at bytes is cheap.
private func mayHoldHarm(_ text: String) -> Bool {
    // U+0080–U+009F begin with C2, U+200E–U+2069 with E2.
    text.utf8.withContiguousStorageIfAvailable { bytes in
        var found: UInt8 = 0
        for byte in bytes {
            // Without branches, so that many bytes are looked at together.
            found |= (byte < 0x20 ? 1 : 0) | (byte == 0x7F ? 1 : 0)
            found |= (byte == 0xC2 ? 1 : 0) | (byte == 0xE2 ? 1 : 0)
        }
        return found != 0
    } ?? true
}

private func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x2028, 0x2029: true  // line and paragraph separators
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // changes of direction
    default: false
    }
}

/// An instant as RFC 3339 in UTC with milliseconds: `2026-11-12T09:30:00.125Z`.
public func rfc3339(milliseconds: Int64) -> String {
    let parts = calendarParts(seconds: milliseconds.floorDivided(by: 1000), gmtime_r)
    let fraction = milliseconds - milliseconds.floorDivided(by: 1000) * 1000
    return "\(parts.date)T\(parts.time).\(padded(Int(fraction), 3))Z"
}

/// An instant in the machine's zone, for people: `2026-11-12 12:30:00`.
func localTime(milliseconds: Int64) -> String {
    let parts = calendarParts(seconds: milliseconds.floorDivided(by: 1000), localtime_r)
    return "\(parts.date) \(parts.time)"
}

private func calendarParts(
    seconds: Int64,
    _ convert: (UnsafePointer<time_t>?, UnsafeMutablePointer<tm>?) -> UnsafeMutablePointer<tm>?
) -> (date: String, time: String) {
    var time = time_t(seconds)
    var parts = tm()
    _ = convert(&time, &parts)
    let date = [
        padded(Int(parts.tm_year) + 1900, 4), padded(Int(parts.tm_mon) + 1, 2), padded(Int(parts.tm_mday), 2),
    ]
    let hours = [padded(Int(parts.tm_hour), 2), padded(Int(parts.tm_min), 2), padded(Int(parts.tm_sec), 2)]
    return (date.joined(separator: "-"), hours.joined(separator: ":"))
}

/// A number of at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
