/// Names and values of a query or of a form, as `application/x-www-form-urlencoded` writes them.
public struct Query: Sendable, Hashable {
    /// A name with its value; a name alone has an empty one.
    public struct Item: Sendable, Hashable {
        /// Decoded.
        public let name: String
        /// Decoded.
        public let value: String
    }

    /// All of them, in their order.
    public private(set) var items: [Item]

    /// None.
    public init() { items = [] }

    /// These.
    public init(_ items: [(String, String)]) { self.items = items.map { Item(name: $0.0, value: $0.1) } }

    /// How many items are read at most.
    public static let mostItems = 200

    /// Reads what is written; nil where an escape is none, where it is not UTF-8, holds U+0000 or is too much.
    public init?(encoded: some StringProtocol) {
        items = []
        for part in encoded.utf8.split(separator: UInt8(ascii: "&")) {
            guard items.count < Self.mostItems else { return nil }
            let halves = part.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = Percent.decode(halves[0], plusIsSpace: true),
                let value = halves.count > 1 ? Percent.decode(halves[1], plusIsSpace: true) : ""
            else { return nil }
            items.append(Item(name: name, value: value))
        }
    }

    /// The first value of a name; nil where it does not stand there.
    public subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    /// Every value of a name.
    public func values(of name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// As an address writes it, without the question mark.
    public var encoded: String {
        items.map { Percent.encode($0.name) + "=" + Percent.encode($0.value) }.joined(separator: "&")
    }
}
