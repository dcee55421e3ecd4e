/// Classes of bytes that the grammars of mail speak of.
enum ByteClass {
    /// RFC 5322 §3.2.3 `atext`.
    static func isAtomText(_ byte: UInt8) -> Bool { atomText[Int(byte)] }

    /// A letter or digit of ASCII.
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    /// A digit.
    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    /// What stands in a `mailto:` address without being encoded.
    static func isMailbox(_ byte: UInt8) -> Bool { mailbox[Int(byte)] }

    private static let mailbox: [Bool] = {
        let marks = Set("@.-_~+!$'*".utf8)
        return (0...255).map { isAlphanumeric(UInt8($0)) || marks.contains(UInt8($0)) }
    }()

    private static let atomText: [Bool] = {
        let marks = Set("!#$%&'*+-/=?^_`{|}~".utf8)
        return (0...255).map { isAlphanumeric(UInt8($0)) || marks.contains(UInt8($0)) }
    }()
}
