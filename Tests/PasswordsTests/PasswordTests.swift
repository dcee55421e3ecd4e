import Passwords
import Testing

@Suite struct PasswordTests {
    @Test func aPasswordIsKnownByItsHashAlone() throws {
        let password = "пароль с пробелом"
        let hash = try #require(Password.hash(password))
        #expect(hash.hasPrefix("$y$"))
        #expect(Password.verify(password, hash))
        #expect(!Password.verify(password + " ", hash))
        // The same password has another hash each time: nobody sees that two people have one.
        #expect(Password.hash(password) != hash)
    }

    @Test(arguments: ["", "a\u{0}b", String(repeating: "a", count: 512)])
    func whatTheSystemWouldCutIsNoPassword(_ password: String) {
        #expect(Password.hash(password) == nil)
        #expect(!Password.verify(password, "$y$j9T$"))
    }

    /// What is not made by crypt(5) opens nothing, the marks of its failures least of all.
    @Test(arguments: ["", "*0", "*1", "secret", "$y$", "$9$nothing", "$y$j9T$/"])
    func aHashThatIsNoneFitsNothing(_ hash: String) {
        #expect(!Password.verify("secret", hash))
        #expect(!Password.verify(hash, hash))
    }
}
