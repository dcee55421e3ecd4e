/// The edit distance between two words: how many insertions, deletions, replacements and swaps of neighbours make one
/// the other (Damerau, in the form in which no letter is changed twice).
///
/// Takes as many steps as the product of their lengths: callers bound those.
public func editDistance<Unit: Equatable>(_ left: [Unit], _ right: [Unit]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, x) in left.enumerated() {
        var current = [row + 1]
        current.reserveCapacity(right.count + 1)
        for (column, y) in right.enumerated() {
            var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (x == y ? 0 : 1))
            if row > 0, column > 0, x == right[column - 1], left[row - 1] == y {
                best = min(best, beforeLast[column - 1] + 1)
            }
            current.append(best)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
