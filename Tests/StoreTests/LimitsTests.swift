import Mail
import Store
import Testing

@Suite("What went to one mailbox")
struct LimitsTests {
    @Test("is counted under every spelling of its address")
    func spellings() throws {
        let fixture = try Fixture()
        let store = fixture.store
        #expect(try !store.hasAliases(of: nil))
        let addresses = [
            "ivanov@gmail.com", "i.vanov@gmail.com", "ivanov+1@googlemail.com", "petrov@gmail.com",
        ]
        let messages = addresses.map { address in
            var message = fixture.message(address)
            let mailbox = Address.limitKey(of: address)
            message.limitKey = mailbox == address ? nil : mailbox
            return message
        }
        try fixture.add(messages, now: 1000)
        func count(_ mailbox: String, except person: String = "") throws -> Int {
            try store.letterCount(ofMailbox: mailbox, except: person, since: 0)
        }
        #expect(try count("ivanov@gmail.com") == 3)
        #expect(try count("ivanov@gmail.com", except: "i.vanov@gmail.com") == 2)
        #expect(try count("petrov@gmail.com") == 1)
        #expect(try store.hasAliases(of: nil) && store.hasAliases(of: "ivanov@gmail.com"))
        #expect(try !store.hasAliases(of: "petrov@gmail.com"))
        try fixture.finish(.sent, now: 2000)
        #expect(try store.sentCount(to: "ivanov@gmail.com", since: 2000) == 3)
        #expect(try store.sentCount(to: "ivanov@gmail.com", since: 2001) == 0)
    }
}
