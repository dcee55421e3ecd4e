internal import Text
public import Wording

/// Finds names that may have been meant.
public struct Nearest {
    private var known: Set<String> = []

    /// Collects the dotted names of contexts; of very large data only the first few thousand.
    init(_ contexts: [Value]) {
        for context in contexts { collect(context, prefix: "", depth: 0) }
    }

    private mutating func collect(_ value: Value, prefix: String, depth: Int) {
        guard case .object(let members) = value, depth < 5 else { return }
        for (key, member) in members {
            guard known.count < 5000 else { return }
            if case .object = member {} else { known.insert(prefix + key) }
            collect(member, prefix: prefix + key + ".", depth: depth + 1)
        }
    }

    func names(like name: String) -> [String] { Self.closest(to: name, among: known) }

    /// At most three names that differ in no more than a third of their letters, the likeliest first.
    public static func closest(to name: String, among candidates: some Sequence<String>) -> [String] {
        let letters = Array(name.lowercased().unicodeScalars)
        let limit = max(1, letters.count / 3)
        var found: [(distance: Int, name: String)] = []
        for candidate in candidates {
            let other = Array(candidate.lowercased().unicodeScalars)
            guard abs(other.count - letters.count) <= limit else { continue }
            let distance = editDistance(letters, other)
            if distance <= limit { found.append((distance, candidate)) }
        }
        return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// How a message about a name goes on: `; did you mean “a” or “b”?`, or nothing.
    ///
    /// - Parameters:
    ///   - name: the name that is not known.
    ///   - candidates: the names that are.
    /// - Returns: a text to append to the message.
    public static func hint(for name: String, among candidates: some Sequence<String>) -> Wording {
        hint(closest(to: name, among: candidates))
    }

    /// How a message goes on after names like the unknown one.
    static func hint(_ names: [String]) -> Wording {
        guard !names.isEmpty else { return .nothing }
        return Wording(
            ru: "; возможно, имелось в виду \(names.map { "«\($0)»" }.joined(separator: " или "))?",
            en: "; did you mean \(names.map { "“\($0)”" }.joined(separator: " or "))?"
        )
    }
}
