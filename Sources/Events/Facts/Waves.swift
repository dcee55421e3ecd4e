extension Notification {
    /// How many recipients each wave of a mailing has.
    ///
    /// - Parameter audience: recipients altogether.
    /// - Returns: numbers above 0 that add up to the audience; what the waves leave is a last wave of its own.
    public func waveSizes(of audience: Int) -> [Int] {
        var rest = max(0, audience)
        var sizes: [Int] = []
        for wave in waves where rest > 0 {
            let wanted =
                switch wave {
                case .count(let count): count
                // Rounded up, without a product that could overflow.
                case .percent(let share): audience / 100 * share + (audience % 100 * share + 99) / 100
                }
            let size = min(rest, max(1, wanted))
            sizes.append(size)
            rest -= size
        }
        return rest > 0 ? sizes + [rest] : sizes
    }
}
