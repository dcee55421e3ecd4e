import Testing

@testable import Letters

@Suite("Words of names that are kept in mind")
struct NameWordsTests {
    @Test(
        "a word tells the same each time, however many others came between",
        arguments: [
            ("Мария", "мария", true), ("Петровна", "петровна", true), ("Директор", "директор", false),
            ("Библиотека", "библиотека", false), ("фон", "фон", false), ("Фёдор", "федор", true),
        ]
    )
    func same(word: String, folded: String, isName: Bool) {
        let first = NameWords.known(word)
        for number in 0..<5000 { _ = NameWords.known("Слово\(number)") }
        let again = NameWords.known(word)
        for known in [first, again] {
            #expect(known.folded == folded && known.isName == isName)
            #expect(known.reading == Patronymic.reading(of: folded))
        }
        #expect(first.kind == again.kind)
    }
}
