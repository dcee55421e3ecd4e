/// Texts by their numbers, however many: those that are not read again soon lie in a scratch file.
final class StringTable: ExpressibleByArrayLiteral {
    private let bytes = ScratchFile()
    /// Where each ends.
    private var ends: [Int] = []

    init() {}

    convenience init(arrayLiteral elements: String...) {
        self.init()
        for element in elements { try? append(element) }
    }

    var count: Int { ends.count }

    func append(_ text: String) throws(SheetError) {
        try bytes.append(text.utf8)
        ends.append(bytes.count)
    }

    /// The text of a number; nil where there is none.
    func text(_ number: Int) -> String? {
        guard ends.indices.contains(number) else { return nil }
        let start = number == 0 ? 0 : ends[number - 1]
        return bytes.bytes(start, ends[number] - start).map { String(decoding: $0, as: UTF8.self) }
    }
}
