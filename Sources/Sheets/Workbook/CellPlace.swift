/// Where a cell is: `B5` is the second column of the fifth row.
struct CellPlace: Equatable {
    var column: Int
    var row: Int

    /// nil for what is no reference.
    init?(_ reference: some StringProtocol) {
        var column = 0
        var row = 0
        for byte in reference.utf8 {
            switch byte {
            case UInt8(ascii: "$"): continue
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0: column = column * 26 + Int(byte) - 64
            case UInt8(ascii: "a")...UInt8(ascii: "z") where row == 0: column = column * 26 + Int(byte) - 96
            case UInt8(ascii: "0")...UInt8(ascii: "9"): row = row * 10 + Int(byte) - 48
            default: return nil
            }
            guard column < 100_000_000, row < 100_000_000 else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        self.column = column
        self.row = row
    }

    /// The name of a column: `A`, `Z`, `AA`.
    static func name(_ column: Int) -> String {
        var rest = column
        var name = ""
        while rest > 0 {
            name = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + name
            rest = (rest - 1) / 26
        }
        return name
    }
}

/// Cells from one corner to the other.
struct CellRange: Equatable {
    var first: CellPlace
    var last: CellPlace

    /// `A2:A4`; nil for what is no range.
    init?(_ reference: String) {
        let corners = reference.split(separator: ":").map(CellPlace.init)
        guard corners.count == 2, let first = corners[0], let last = corners[1] else { return nil }
        self.first = first
        self.last = last
    }
}
