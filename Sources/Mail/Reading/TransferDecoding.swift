/// What transfer encodings (RFC 2045 §6) hide, from senders that keep the rules and from those that do not.
enum TransferDecoding {
    /// The bytes that a body stands for, at most so many of them; its lines end with LF.
    static func bytes(of body: ArraySlice<UInt8>, encoded name: String, limit: Int) -> [UInt8] {
        switch name {
        case "base64", "b": base64(body, limit: limit)
        case "quoted-printable", "q", "qp": quotedPrintable(body, limit: limit)
        default: Array(body.prefix(limit))
        }
    }

    /// Base64 (RFC 2045 §6.8); whatever is no character of it is passed over, and padding may stand within.
    static func base64(_ body: some Sequence<UInt8>, limit: Int) -> [UInt8] {
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in body {
            guard result.count < limit else { break }
            if byte == UInt8(ascii: "=") {
                // A group that ends: what follows begins anew.
                (bits, count) = (0, 0)
                continue
            }
            let value = values[Int(byte)]
            guard value < 64 else { continue }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    /// Quoted-printable (RFC 2045 §6.7); an `=` that quotes nothing stands for itself.
    static func quotedPrintable(_ body: some Collection<UInt8>, limit: Int, blank: UInt8? = nil) -> [UInt8] {
        var result: [UInt8] = []
        var rest = body[...]
        while let byte = rest.popFirst(), result.count < limit {
            guard byte == UInt8(ascii: "=") else {
                result.append(byte == blank ? UInt8(ascii: " ") : byte)
                continue
            }
            // Blanks behind a soft break were put there on the way (rule 3).
            let behind = rest.drop {
                $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
            }
            if behind.first == UInt8(ascii: "\n") {
                rest = behind.dropFirst()
            } else if let high = rest.first.flatMap(hexValue),
                let low = rest.dropFirst().first.flatMap(hexValue)
            {
                result.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else if !rest.isEmpty {
                result.append(byte)
            }
        }
        return result
    }

    /// The value of a hexadecimal digit in either case.
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// The value of each byte in base64, 0xFF for none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }()
}
