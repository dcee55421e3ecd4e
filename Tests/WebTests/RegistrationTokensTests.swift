import Administration
import Foundation
import Testing
import TestSupport

@Suite struct RegistrationTokensTests {
    private let folder: TemporaryFolder
    private let tokens: RegistrationTokens

    init() throws {
        folder = try TemporaryFolder()
        tokens = RegistrationTokens(path: folder.path("tokens"))
    }

    @Test func aTokenIsKeptByItsHashAlone() throws {
        #expect(try tokens.all() == [])
        let (secret, kept) = try tokens.add(event: "meeting", name: "web\nsite", now: 0)
        #expect(secret.utf8.count == 51)
        #expect(try tokens.add(event: "meeting", name: "", now: 0).secret != secret)
        #expect(try !folder.text(of: "tokens").contains(secret))
        #expect(try tokens.all().first == kept)
        #expect(kept.name == "web site")
        #expect(RegistrationTokens.find(secret, among: try tokens.all()) == kept)
        #expect(RegistrationTokens.find(String(secret.dropLast()), among: try tokens.all()) == nil)
        let rights = try FileManager.default.attributesOfItem(atPath: tokens.path)[.posixPermissions] as? Int
        #expect(rights == 0o640)
    }

    @Test func whatIsRevokedIsNoMore() throws {
        let first = try tokens.add(event: "meeting", name: "site", now: 0)
        let second = try tokens.add(event: "other", name: "", now: 0)
        #expect(try tokens.revoke("nothing", now: 0) == [])
        #expect(try tokens.revoke("", now: 0) == [])
        #expect(try tokens.revoke("site", now: 0) == [first.kept])
        #expect(try tokens.all() == [second.kept])
        #expect(try tokens.revoke(second.kept.id, now: 0) == [second.kept])
        #expect(try tokens.all() == [])
    }

    @Test func halfALineIsNoToken() throws {
        let (secret, _) = try tokens.add(event: "meeting", name: "", now: 0)
        let text = try folder.text(of: "tokens")
        // A crash cut the second line off; the next token stands on a line of its own all the same.
        try folder.write(text + text.prefix(40), to: "tokens")
        #expect(try tokens.all().count == 1)
        let next = try tokens.add(event: "other", name: "", now: 0)
        #expect(try tokens.all().count == 2)
        #expect(RegistrationTokens.find(secret, among: try tokens.all()) != nil)
        #expect(RegistrationTokens.find(next.secret, among: try tokens.all()) != nil)
    }
}
