import Testing

@testable import Mailbox

@Suite("Names in a Maildir")
struct MaildirNameTests {
    @Test(
        "a name is what it is known by, and marks",
        arguments: [
            ("1700000000.M1P2.host", "1700000000.M1P2.host", "", "1700000000.M1P2.host:2,S"),
            ("a:2,", "a", "", "a:2,S"), ("a:2,FR", "a", "FR", "a:2,FRS"), ("a:2,ST", "a", "ST", "a:2,ST"),
            // Dovecot's sizes belong to the name; marks of another kind are none.
            ("1.M2.h,S=10,W=12:2,a", "1.M2.h,S=10,W=12", "a", "1.M2.h,S=10,W=12:2,Sa"),
            ("a:1,experimental", "a", "", "a:2,S"), ("a:", "a", "", "a:2,S"),
            ("a:2,F:x", "a", "F:x", "a:2,:FSx"),
        ]
    )
    func names(file: String, unique: String, marks: String, seen: String) throws {
        let name = try #require(MaildirName(file))
        #expect(name.unique == unique && name.marks == Set(marks) && name.file == file)
        #expect(name.seen() == seen)
    }

    @Test(
        "a name that no mail server gives is none",
        arguments: [
            "", ".", ".hidden", ":2,S", "a b", "a\nb", "é", "a\u{7F}", "a\u{FFFD}",
            String(repeating: "x", count: 250),
        ]
    )
    func others(file: String) {
        #expect(MaildirName(file) == nil)
    }

    @Test("a second file of the same name gets a number")
    func number() throws {
        #expect(try #require(MaildirName("a:2,F")).seen(number: 3) == "a.3:2,FS")
    }
}
