import Mailbox
import Testing

@Suite("What a message is known by")
struct MessageKeyTests {
    @Test(
        "a key is read from the text that it is kept as",
        arguments: [
            (MessageKey.uid(validity: 1, uid: 1), "uid:1:1"),
            (.uid(validity: .max, uid: .max), "uid:4294967295:4294967295"),
            (.uid(validity: 0, uid: 7), "uid:0:7"),
            (.file("1700000000.M1P2.host"), "file:1700000000.M1P2.host"),
            // A name may have anything in it but a slash and, by Maildir's rule, a colon.
            (.file("uid:1:1"), "file:uid:1:1"),
        ]
    )
    func kept(key: MessageKey, text: String) {
        #expect(key.text == text)
        #expect(MessageKey(text: text) == key)
    }

    @Test(
        "nothing else is a key",
        arguments: [
            "", "uid", "uid:1", "uid:1:0", "uid:1:-1", "uid:1:4294967296", "uid:+1:1", "uid:01:1",
            "uid:1:1:1",
            "uid::1", "UID:1:1", "file:", "other:1",
        ]
    )
    func wrong(text: String) {
        #expect(MessageKey(text: text) == nil)
    }

    @Test("another server, user or folder is another mailbox")
    func identities() {
        func place(_ host: String, _ port: Int, _ user: String, _ folder: String) -> String {
            let server = IMAPServer(
                host: host,
                port: port,
                security: .implicit,
                username: user,
                folder: folder,
                password: { [] }
            )
            return MailboxPlace(.imap(server)).identity
        }
        let identities = [
            place("h", 993, "u", "INBOX"), place("i", 993, "u", "INBOX"), place("h", 143, "u", "INBOX"),
            place("h", 993, "v", "INBOX"), place("h", 993, "u", "Bounces"), place("::1", 993, "u", "INBOX"),
            MailboxPlace(.maildir("/h")).identity, MailboxPlace(.maildir("/i")).identity,
        ]
        #expect(Set(identities).count == identities.count)
        #expect(identities[5] == "imap://u@[::1]:993/INBOX")
    }
}
