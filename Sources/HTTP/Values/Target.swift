/// The target of a request (RFC 9112 §3.2.1): a path and a query, decoded once and strictly.
public struct Target: Sendable, Hashable {
    /// The segments of the path, decoded: one that holds a slash came as `%2F`.
    public let path: [String]
    /// What stands behind the question mark.
    public let query: Query

    /// The longest target, the most segments of a path.
    static let longest = 4096
    static let mostSegments = 16

    /// Why a target is not taken.
    enum Fault: Error { case bad, tooLong }

    /// Reads a target of the origin form.
    ///
    /// `.` and `..` are refused, not followed: no browser sends them, and whoever does means no good.
    init(_ text: String) throws(Fault) {
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let written = halves.first, written.hasPrefix("/"),
            let query = Query(encoded: halves.count > 1 ? halves[1] : "")
        else { throw .bad }
        var path: [String] = []
        for segment in written.dropFirst().utf8.split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        ) {
            guard path.count < Self.mostSegments, let segment = Percent.decode(segment, plusIsSpace: false),
                segment != ".", segment != "..", !segment.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
            else { throw .bad }
            path.append(segment)
        }
        self.path = path == [""] ? [] : path
        self.query = query
    }
}
