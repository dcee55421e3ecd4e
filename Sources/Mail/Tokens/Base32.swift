/// Base 32 (RFC 4648 §6) in lower case and without padding: what stands in addresses and subjects, which not every
/// program leaves in the case that they were written in.
enum Base32 {
    private static let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count * 8 + 4) / 5)
        var (bits, count) = (UInt32(0), 0)
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                out.append(digits[Int(bits >> UInt32(count) & 31)])
            }
            bits &= (1 << UInt32(count)) - 1
        }
        if count > 0 { out.append(digits[Int(bits << UInt32(5 - count) & 31)]) }
        return String(decoding: out, as: UTF8.self)
    }

    /// Nil for anything but what ``text(_:)`` writes, in either case.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var out: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in text.utf8 {
            let digit: UInt8
            switch byte {
            case 97...122: digit = byte - 97
            case 65...90: digit = byte - 65
            case 50...55: digit = byte - 50 + 26
            default: return nil
            }
            bits = bits << 5 | UInt32(digit)
            count += 5
            if count >= 8 {
                count -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
            bits &= (1 << UInt32(count)) - 1
        }
        // One text for the same bytes: no digit too many, nothing in what is left of the last.
        return count < 5 && bits == 0 ? out : nil
    }
}
