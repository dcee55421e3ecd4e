import Testing

@testable import Service

@Suite struct CredentialsTests {
    @Test("a credential is a file of the folder")
    func path() {
        #expect(
            Credentials.path(of: "relay", folder: "/run/credentials/vestnikd.service")
                == "/run/credentials/vestnikd.service/relay"
        )
    }

    @Test("a name cannot leave the folder", arguments: ["", ".", "..", "../shadow", "/etc/shadow", "a\0b"])
    func leaving(name: String) { #expect(Credentials.path(of: name, folder: "/x") == nil) }

    @Test("without a folder there is none")
    func none() {
        #expect(Credentials.path(of: "relay", folder: nil) == nil)
        #expect(Credentials.path(of: "relay", folder: "") == nil)
    }
}
