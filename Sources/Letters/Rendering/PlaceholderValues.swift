/// The values that placeholders stand for: equal ones share a placeholder.
struct PlaceholderValues {
    /// The values, by the numbers of their placeholders.
    private(set) var texts: [String] = []
    /// Numbers by value, from the moment on when there are more than a glance takes in.
    private var numbers: [Key: Int] = [:]

    private static let glance = 24

    /// A value as placeholders tell it from others.
    private struct Key: Hashable {
        let text: String

        static func == (a: Key, b: Key) -> Bool { Placeholder.isSame(a.text, b.text) }
        func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }

    /// The number of the placeholder for a value.
    mutating func number(of text: String) -> Int {
        if texts.count <= Self.glance, let known = texts.firstIndex(where: { Placeholder.isSame($0, text) }) {
            return known
        }
        if texts.count > Self.glance {
            if numbers.isEmpty {
                for (number, text) in texts.enumerated() { numbers[Key(text: text)] = number }
            }
            if let known = numbers[Key(text: text)] { return known }
            numbers[Key(text: text)] = texts.count
        }
        texts.append(text)
        return texts.count - 1
    }
}
