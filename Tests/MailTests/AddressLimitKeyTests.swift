import Mail
import Testing

@Suite("The mailbox that limits count")
struct AddressLimitKeyTests {
    @Test(
        "is one for all spellings that its provider delivers there",
        arguments: [
            ("ivanov@example.org", "ivanov@example.org"), ("Ivanov+spam@Example.org", "ivanov@example.org"),
            ("ivanov+a+b@example.org", "ivanov@example.org"), ("i.vanov@example.org", "i.vanov@example.org"),
            ("i.van.ov@gmail.com", "ivanov@gmail.com"), ("ivanov+x@googlemail.com", "ivanov@gmail.com"),
            ("i-vanov@gmail.com", "i-vanov@gmail.com"), ("ivan-ov@ya.ru", "ivan.ov@yandex.ru"),
            ("ivan.ov+1@yandex.com", "ivan.ov@yandex.ru"), ("ivanov@yandex.com.tr", "ivanov@yandex.ru"),
            ("ivan_ov@ya.ru", "ivan_ov@yandex.ru"), ("i.v-a_n@protonmail.com", "ivan@proton.me"),
            ("+tag@example.org", "+tag@example.org"),
            ("иван+x@пример.испытание", "иван@xn--e1afmkfd.xn--80akhbyknj4f"),
        ]
    )
    func spellings(_ written: String, _ key: String) throws {
        let address = try Address(written)
        #expect(address.limitKey == key)
        #expect(Address.limitKey(of: key) == key, "the key of a key is that key")
    }

    @Test("of what is no address is the text itself", arguments: ["", "@", "nobody", "@example.org", "a@"])
    func noAddress(_ text: String) { #expect(Address.limitKey(of: text) == text) }
}
