import Foundation
import Settings
import TestSupport
import Testing

@Suite("Secrets")
struct SecretTests {
    @Test("a secret shows itself only to whom asks for it by name")
    func hidden() {
        let secret = Secret("swordfish")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(
            "\(secret) \(String(reflecting: secret)) \([secret]) \(dumped)".contains("swordfish") == false
        )
        #expect(secret.revealed == "swordfish")
    }

    @Test(
        "the first line of the file counts, without its end",
        arguments: [
            ("pw", "pw"), ("pw\n", "pw"), ("pw\r\n", "pw"), ("pw\nnote", "pw"), (" p w \n", " p w "),
            ("Ж\n", "Ж"),
        ]
    )
    func firstLine(text: String, expected: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "secret")
        #expect(try SecretSource.file(path).read(environment: [:]).revealed == expected)
    }

    @Test("a credential is a file of systemd's folder")
    func credential() throws {
        let folder = try TemporaryFolder()
        try folder.write("token\n", to: "relay")
        let environment = ["CREDENTIALS_DIRECTORY": folder.path]
        #expect(try SecretSource.credential("relay").read(environment: environment).revealed == "token")
        let error = try #require(throws: SecretError.self) {
            try SecretSource.credential("relay").read(environment: [:])
        }
        #expect(error.description.contains("$CREDENTIALS_DIRECTORY is not set"))
    }

    @Test("what is no secret says why, without the bytes themselves")
    func wrong() throws {
        let folder = try TemporaryFolder()
        func message(_ source: SecretSource) throws -> String {
            try #require(throws: SecretError.self) { try source.read(environment: [:]) }.description
        }
        #expect(try message(.file(folder.path("none"))).hasSuffix("there is no such file"))
        #expect(try message(.file(folder.write("", to: "empty"))).contains("is empty"))
        #expect(try message(.file(folder.write("\npw", to: "blank"))).contains("is empty"))
        #expect(try message(.file(folder.write([0xC3, 0x28], to: "bytes"))).contains("is not UTF-8 text"))
        let control = try message(.file(folder.write("sword\u{1B}fish\n", to: "control")))
        #expect(control.contains("control character") && !control.contains("fish"))
    }

    @Test("a file that everyone can read is warned about")
    func permissions() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("pw", to: "secret")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(
            SecretSource.file(path).warning?.en == "every user of this machine can read \(path): chmod 600 it"
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(SecretSource.file(path).warning == nil)
        #expect(SecretSource.credential("x").warning == nil)
    }
}
