/// An answer of a resolver, cut into its records (RFC 1035 §4).
///
/// A stranger's bytes: whatever they say, no more than the answer is read, and reading ends.
struct DNSAnswer {
    /// A record of the section of answers.
    struct Record: Equatable {
        /// 16 of TXT, 15 of MX, 5 of CNAME.
        let type: UInt16
        /// Its data as they came.
        let data: [UInt8]
    }

    let records: [Record]

    /// nil where the bytes are no answer.
    init?(_ bytes: [UInt8]) {
        func number(_ place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }
        guard bytes.count >= 12 else { return nil }
        let (questions, answers) = (number(4), number(6))
        var place = 12
        for _ in 0..<questions {
            guard let end = Self.end(ofNameAt: place, in: bytes), end + 4 <= bytes.count else { return nil }
            place = end + 4
        }
        var found: [Record] = []
        for _ in 0..<answers {
            guard let end = Self.end(ofNameAt: place, in: bytes), end + 10 <= bytes.count else { return nil }
            let length = number(end + 8)
            guard end + 10 + length <= bytes.count else { return nil }
            found.append(
                Record(type: UInt16(number(end)), data: Array(bytes[end + 10..<end + 10 + length]))
            )
            place = end + 10 + length
        }
        records = found
    }

    /// Where what follows a name begins: behind its last label, or behind the pointer that ends it (§4.1.4).
    private static func end(ofNameAt start: Int, in bytes: [UInt8]) -> Int? {
        var place = start
        while place < bytes.count {
            switch bytes[place] {
            case 0: return place + 1
            case 0xC0...: return place + 2 <= bytes.count ? place + 2 : nil
            case 1..<0x40: place += 1 + Int(bytes[place])
            default: return nil
            }
        }
        return nil
    }

    /// The texts of TXT records: the strings of each, one behind the other (RFC 7208 §3.3).
    var texts: [String] {
        records.filter { $0.type == 16 }.map { record in
            var text: [UInt8] = []
            var place = 0
            while place < record.data.count {
                let length = Int(record.data[place])
                text += record.data[(place + 1)..<min(place + 1 + length, record.data.count)]
                place += 1 + length
            }
            return String(decoding: text, as: UTF8.self)
        }
    }
}
