/// A value in a response (RFC 9051 §4).
indirect enum Token: Hashable {
    /// A word or a number, in capitals; NIL is one as well.
    case atom(String)
    /// A quoted string or a literal, or the beginning of a long one, and how long it is.
    case string([UInt8], size: Int)
    /// Values in parentheses.
    case list([Token])
}

/// Reads the values of one response; anything malformed ends it.
struct TokenReader {
    /// As deep as lists may be in each other.
    static let deepest = 16

    private let line: [UInt8]
    private var literals: ArraySlice<ResponseReader.Literal>
    private var place: Int

    /// Begins at a place of the response's line.
    init(_ raw: ResponseReader.Raw, from place: Int) {
        line = raw.line
        self.place = place
        literals = raw.literals.drop { $0.place < place }
    }

    /// Whether nothing but blanks is left.
    var isAtEnd: Bool { line[min(place, line.count)...].allSatisfy { $0 == 32 } }

    /// The list that stands next; nil where there is none, or it is malformed.
    mutating func list() -> [Token]? {
        var open: [[Token]] = []
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: " "):
                place += 1
            case UInt8(ascii: "("):
                guard open.count < Self.deepest else { return nil }
                open.append([])
                place += 1
            case UInt8(ascii: ")"):
                guard let done = open.popLast() else { return nil }
                place += 1
                guard !open.isEmpty else { return done }
                open[open.count - 1].append(.list(done))
            default:
                guard !open.isEmpty, let token = single(byte) else { return nil }
                open[open.count - 1].append(token)
            }
        }
        return nil
    }

    private func peek() -> UInt8? { place < line.count ? line[place] : nil }

    /// A string or an atom.
    private mutating func single(_ first: UInt8) -> Token? {
        if first == UInt8(ascii: "\"") { return quoted() }
        // Binary is announced by a tilde (RFC 3516).
        let isBinary = first == UInt8(ascii: "~")
        let brace = place + (isBinary ? 1 : 0)
        if brace < line.count, line[brace] == UInt8(ascii: "{") {
            guard let literal = literals.first, literal.place == brace,
                let end = line[brace...].firstIndex(of: UInt8(ascii: "}"))
            else { return nil }
            literals.removeFirst()
            place = end + 1
            return .string(literal.bytes, size: literal.size)
        }
        return atom()
    }

    private mutating func quoted() -> Token? {
        var bytes: [UInt8] = []
        place += 1
        while let byte = peek() {
            place += 1
            if byte == UInt8(ascii: "\"") { return .string(bytes, size: bytes.count) }
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            guard let escaped = peek() else { return nil }
            bytes.append(escaped)
            place += 1
        }
        return nil
    }

    /// A word up to a blank, a parenthesis or a quotation mark; brackets in it may hold them: `BODY[HEADER.FIELDS (TO)]`.
    private mutating func atom() -> Token? {
        let start = place
        var isBracketed = false
        while let byte = peek() {
            if isBracketed {
                isBracketed = byte != UInt8(ascii: "]")
            } else if byte == 32 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
                || byte == UInt8(ascii: "\"")
            {
                break
            } else {
                isBracketed = byte == UInt8(ascii: "[")
            }
            place += 1
        }
        guard place > start, !isBracketed else { return nil }
        return .atom(String(decoding: line[start..<place], as: UTF8.self).uppercased())
    }
}

/// Numbers as IMAP writes them: digits alone.
enum Number {
    /// Of 32 bits.
    static func uint32(_ digits: some Collection<UInt8>) -> UInt32? {
        int(digits).flatMap(UInt32.init(exactly:))
    }

    /// Any that is not negative.
    static func int(_ digits: some Collection<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ 48...57 ~= $0 }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}

/// When a server got a message: ` 7-Jul-1996 02:44:25 -0700` (RFC 9051 §9, `date-time`).
enum InternalDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Milliseconds since 1970 UTC; nil for what is no such date.
    static func milliseconds(_ bytes: [UInt8]) -> Int64? {
        guard bytes.count == 26, bytes[2] == 45, bytes[6] == 45, bytes[11] == 32, bytes[14] == 58,
            bytes[17] == 58, bytes[20] == 32
        else { return nil }
        func number(_ range: Range<Int>) -> Int? { Number.int(bytes[range]) }
        let name = String(decoding: bytes[3..<6], as: UTF8.self).lowercased()
        guard let month = months.firstIndex(of: name),
            let day = bytes[0] == 32 ? number(1..<2) : number(0..<2),
            let year = number(7..<11), let hour = number(12..<14), let minute = number(15..<17),
            let second = number(18..<20), let zoneHour = number(22..<24), let zoneMinute = number(24..<26),
            bytes[21] == UInt8(ascii: "+") || bytes[21] == UInt8(ascii: "-"), 1...31 ~= day, hour < 24,
            minute < 60, second <= 60, zoneMinute < 60
        else { return nil }
        let zone = (zoneHour * 60 + zoneMinute) * (bytes[21] == UInt8(ascii: "-") ? -1 : 1)
        let minutes = (days(year, month + 1, day) * 24 + hour) * 60 + minute - zone
        return Int64(minutes * 60 + second) * 1000
    }

    /// Days from 1970 by the Gregorian calendar, years counted from March.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let (year, month) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1 - 719_468
    }
}
