import Foundation
import TestSupport
import Testing

@Suite("The page about relays")
struct RelayPageTests {
    @Test("each example is a configuration that check finds nothing wrong with")
    func examples() throws {
        let house = try House()
        try house.folder.write("not the real one\n", to: "credentials/relay-password")
        try house.folder.write("not the real one\n", to: "credentials/second-relay-password")
        let token = try house.folder.write("a token\n", to: "token")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: token)
        try house.folder.write("-----BEGIN CERTIFICATE-----\n", to: "ca.pem")
        let examples = try DocumentationPage("Relays").blocks.filter { $0.language == "json5" }
        #expect(examples.count == 9)
        for example in examples {
            let relays = example.text
                .replacing("/run/vestnik-token/token", with: house.folder.path("token"))
                .replacing("/etc/vestnik/exchange-ca.pem", with: house.folder.path("ca.pem"))
            try house.folder.write(
                "{ database: \"vestnik.db\", intake: \"registrations.db\", events: \"events\", language: \"en\", \(relays) }",
                to: "vestnik.json5"
            )
            var environment = house.environment
            environment["CREDENTIALS_DIRECTORY"] = house.folder.path("credentials")
            let result = try ChildProcess.run(
                Programs.product("vestnik"),
                ["check"],
                environment: environment,
                folder: house.folder.path
            )
            #expect(result.status == 0, "\(relays): \(result.output)\(result.errors)")
            let told = (result.output + result.errors).split(separator: "\n")
            // Nor does it warn of anything.
            for line in told where line.contains("relays") { Issue.record("\(line)") }
        }
    }
}
