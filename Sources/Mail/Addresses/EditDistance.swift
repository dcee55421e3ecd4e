/// Distance between words as people mistype them.
enum EditDistance {
    /// Whether one slip makes one word of the other: a letter more, less, another, or two swapped (Damerau).
    static func isOne(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard abs(left.count - right.count) <= 1, left != right else { return false }
        let start = zip(left, right).prefix { $0 == $1 }.count
        let end = zip(left.dropFirst(start).reversed(), right.dropFirst(start).reversed()).prefix { $0 == $1 }
            .count
        let restLeft = Array(left[start..<(left.count - end)])
        let restRight = Array(right[start..<(right.count - end)])
        if restLeft.count <= 1, restRight.count <= 1 { return true }
        return restLeft.count == 2 && restRight.count == 2 && restLeft.reversed().elementsEqual(restRight)
    }
}
