import Testing

@testable import Mail

@Suite("Tokens in letters")
struct SignedTokenTests {
    private let key = SecretKey([UInt8](0..<32))

    private func token(_ message: Int64, _ person: String = "maria@example.org") -> UnsubscribeToken {
        UnsubscribeToken(message: message, personKey: person, key: key)
    }

    @Test(
        "a token is read back, in upper case as well, and is short enough for one line of a header",
        arguments: [1, 255, 256, 65_535, 1_000_000, Int64.max]
    )
    func readBack(message: Int64) throws {
        let made = token(message)
        #expect((21...32).contains(made.text.utf8.count))
        #expect(made.text.utf8.allSatisfy { 97...122 ~= $0 || 50...55 ~= $0 })
        let read = try #require(UnsubscribeToken(made.text.uppercased()))
        #expect(read == made && read.message == message)
        #expect(read.isGenuine(personKey: "maria@example.org", key: key))
    }

    @Test("the same letter always has the same token, which nothing of the address can be read from")
    func stable() {
        #expect(token(7).text == token(7).text)
        #expect(token(7).text != token(8).text)
        #expect(
            token(7).text == "a6vecetjcmv7uoguturym",
            "as long as this changes, letters in the world stop working"
        )
    }

    @Test("another person, another key and another purpose make it false")
    func others() throws {
        let text = token(7).text
        let read = try #require(UnsubscribeToken(text))
        #expect(!read.isGenuine(personKey: "peter@example.org", key: key))
        #expect(!read.isGenuine(personKey: "maria@example.org", key: SecretKey([UInt8](1..<33))))
        let path = try #require(ReturnPathToken(text))
        #expect(!path.isGenuine(personKey: "maria@example.org", key: key))
    }

    @Test("each changed digit makes it false or none")
    func changed() {
        let text = Array(token(1_000_000).text)
        for index in text.indices {
            var other = text
            other[index] = other[index] == "a" ? "b" : "a"
            let read = UnsubscribeToken(String(other))
            #expect(read?.isGenuine(personKey: "maria@example.org", key: key) != true, "\(index)")
        }
    }

    @Test(
        "what is no token is none",
        arguments: [
            "", "a", "sample", "annual-meeting", String(repeating: "a", count: 20),
            // A number that begins with nothing would be a second way to write it.
            String(repeating: "a", count: 24), String(repeating: "7", count: 33),
            // More than 2⁶³.
            String(repeating: "7", count: 32), "ааааааааааааааааааааааа", "1111111111111111111111111",
        ]
    )
    func none(text: String) { #expect(UnsubscribeToken(text) == nil) }

    @Test("tokens are found between other signs, and no more is read than a line")
    func found() {
        let text = token(9).text
        let after = "unsubscribe-\(text.uppercased()).x"
        #expect(UnsubscribeToken.all(in: after).map(\.text) == [text])
        #expect(UnsubscribeToken.all(in: "bounces+\(text)") == [token(9)])
        #expect(UnsubscribeToken.all(in: String(repeating: " ", count: 1000) + text).isEmpty)
        #expect(UnsubscribeToken.all(in: String(repeating: "-", count: 900) + " " + text).isEmpty == false)
    }
}
